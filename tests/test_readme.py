"""The README: what it shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

# A block that shows a session: lines after "$ " are typed, the lines below each are what the program prints.
_SESSION = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Figures that depend on the machine.
_TIMES = re.compile(r"(?m)^time .*$")


def _examples(text: str) -> list[tuple[str, str]]:
    found = []
    for block in _SESSION.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


README = Path(__file__).resolve().parent.parent / "README.md"
EXAMPLES = _examples(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_a_command_prints_what_the_readme_says(command: str, output: str, root: Path, monkeypatch) -> None:
    monkeypatch.chdir(root)
    name, *arguments = shlex.split(command)
    assert name == "whosaid"
    done = CliRunner().invoke(app, arguments)
    assert _TIMES.sub("", done.output).rstrip() == _TIMES.sub("", output).rstrip()


def test_the_first_screen_shows_a_question_with_its_answer_and_the_two_commands() -> None:
    screen = "\n".join(README.read_text(encoding="utf-8").splitlines()[:45])
    assert re.search(r"\$ whosaid ask \S*？", screen)
    assert "make run" in screen
    assert "make test" in screen


def test_every_command_is_described() -> None:
    text = README.read_text(encoding="utf-8")
    for command in ("ask", "chat", "answer", "eval", "speakers", "run"):
        assert f"whosaid {command}" in text, command


def test_every_variable_of_the_environment_is_described() -> None:
    text = README.read_text(encoding="utf-8")
    for variable in ("TELEGRAM_BOT_TOKEN", "WHOSAID_WEBHOOK_SECRET", "WHOSAID_CONFIG"):
        assert variable in text


def test_every_file_that_is_linked_is_there(root: Path) -> None:
    for page in root.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (root / target).exists(), f"{page.name} → {target}"
