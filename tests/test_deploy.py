"""The files for running the bot as a service: what can be checked without starting one."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.config import TelegramSettings, load_settings


def test_the_settings_of_the_container_are_settings(root: Path):
    settings = load_settings(root / "deploy" / "bot.toml")
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert f"127.0.0.1:{settings.metrics.port}/readyz" in dockerfile
    assert settings.metrics.listen == "127.0.0.1"
    assert settings.data.directory == Path("/data/kept")


def test_the_container_is_nobody_and_copies_only_what_is_there(root: Path):
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert "USER whosaid" in dockerfile
    for source in re.findall(r"^COPY (?!--from)(?:--\S+ )*(\S+) ", dockerfile, re.MULTILINE):
        assert (root / source).exists(), source
    for kept in re.findall(r"^!(\S+)", (root / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE):
        assert (root / kept).exists(), kept
    assert "read_only: true" in (root / "deploy" / "compose.yaml").read_text(encoding="utf-8")


def test_the_unit_is_hardened_and_restarts(root: Path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(root / "deploy" / "whosaid.service", encoding="utf-8")
    service = unit["Service"]
    wanted = {"DynamicUser": "yes", "ProtectSystem": "strict", "NoNewPrivileges": "yes", "Restart": "always"}
    assert wanted.items() <= dict(service).items()


def test_the_unit_is_restarted_when_it_gives_no_sign_of_life(root: Path):
    unit = (root / "deploy" / "whosaid.service").read_text(encoding="utf-8")
    assert "\nType=notify\n" in unit
    (seconds,) = re.findall(r"^WatchdogSec=(\d+)$", unit, re.MULTILINE)
    assert int(seconds) > 2 * TelegramSettings().watchdog_seconds  # the bot tries to help itself first


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_little_exposed(root: Path):
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", root / "deploy" / "whosaid.service"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    if "nknown option" in told.stderr or "nrecognized option" in told.stderr:
        pytest.skip("this systemd cannot judge a file")
    assert told.returncode == 0, told.stdout[-400:] + told.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_every_line_of_the_unit(root: Path):
    told = subprocess.run(
        ["systemd-analyze", "verify", root / "deploy" / "whosaid.service"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert not re.search(r"Unknown|Failed to parse|Invalid", told.stderr), told.stderr
