"""The README: what it shows is what happens.

After a change in the answers, ``UPDATE_README=1 pytest tests/test_readme.py`` writes what happens now into it; look
at the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

README = Path(__file__).resolve().parent.parent / "README.md"

# A session: what follows "$ " is typed, the lines below it are what the program prints.
_EXAMPLE = re.compile(r"^```console\n\$ (?P<command>whosaid .*)\n(?P<output>(?s:.*?))^```$", re.MULTILINE)
# It depends on the machine.
_TIME = re.compile(r"^time .*$", re.MULTILINE)


def _read() -> str:
    return README.read_text(encoding="utf-8")


def _run(command: str) -> str:
    """Return what ``command`` prints, without trailing whitespace."""
    done = CliRunner().invoke(app, shlex.split(command)[1:])
    return "".join(f"{line.rstrip()}\n" for line in done.output.splitlines())


EXAMPLES = [(match["command"], match["output"]) for match in _EXAMPLE.finditer(_read())]


@pytest.mark.skipif("UPDATE_README" not in os.environ, reason="only on demand: set UPDATE_README")
def test_the_examples_are_brought_up_to_date(monkeypatch) -> None:
    monkeypatch.chdir(README.parent)
    fresh = _EXAMPLE.sub(lambda match: f"```console\n$ {match['command']}\n{_run(match['command'])}```", _read())
    README.write_text(fresh, encoding="utf-8")


@pytest.mark.skipif("UPDATE_README" in os.environ, reason="the examples are being brought up to date")
@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_a_command_prints_what_the_readme_says(command: str, output: str, monkeypatch) -> None:
    monkeypatch.chdir(README.parent)
    assert _TIME.sub("", _run(command)) == _TIME.sub("", output)


def test_the_first_screen_shows_a_question_with_its_answer_and_the_two_commands() -> None:
    screen = "\n".join(_read().splitlines()[:40])
    assert re.search(r"\$ whosaid ask \S*？\n\S+ · .*\n> ", screen)
    assert "make run" in screen
    assert "make test" in screen


def test_every_command_is_described() -> None:
    text = _read()
    for command in (
        "ask",
        "chat",
        "verify",
        "answer",
        "eval",
        "speakers",
        "feedback",
        "demo",
        "doctor",
        "backup",
        "run",
    ):
        assert f"whosaid {command}" in text, command


def test_every_variable_of_the_environment_is_described() -> None:
    text = _read()
    for variable in ("TELEGRAM_BOT_TOKEN", "WHOSAID_WEBHOOK_SECRET", "WHOSAID_CONFIG"):
        assert variable in text


def test_every_file_that_is_linked_is_there(root: Path) -> None:
    for page in root.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (root / target).exists(), f"{page.name} → {target}"
