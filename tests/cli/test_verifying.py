"""``whosaid verify``, as a person or a script runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.types import squash

EXACT = "力争规上工业产值同比增长8%以上"


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str]:
    """Run the command inside this process; return exit code and stdout."""
    done = CliRunner().invoke(app, ["verify", *arguments], input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def test_word_for_word_ends_with_0() -> None:
    code, out = run(EXACT)
    assert code == 0
    assert out.startswith("✅ 一字不差\n\n戚振宇 · ")


@pytest.mark.parametrize("text", ["力争规上工业产值同比增长5%以上", f"毛雅萍：{EXACT}", "会上发了三辆新车", "👍", ""])
def test_anything_else_ends_with_1(text: str) -> None:
    code, out = run("--", text)
    assert code == 1
    assert out.strip()


def test_a_dash_reads_standard_input() -> None:
    assert run("-", stdin=f"{EXACT}\n") == run(EXACT)


def test_json_is_one_quotation_a_line(meeting) -> None:
    code, out = run("--json", "-", stdin="王晓红：完成数字化改造项目超30个\n陈磊：加快平急转换")
    assert code == 1
    first, second = map(json.loads, out.splitlines())
    assert (first["status"], second["status"]) == ("different", "exact")
    (difference,) = first["differences"]
    assert (difference["kind"], difference["pasted"], difference["said"]["text"]) == ("number", "超30个", "超20个")
    assert first["text"][difference["start"] : difference["end"]] == "超30个"
    place = difference["said"]
    assert squash(meeting.source.text[place["start"] : place["end"]]) == "超20个"


def test_json_of_a_message_without_words_is_nothing_and_ends_with_1() -> None:
    assert run("--json", "👍") == (1, "")


def test_another_meeting_can_be_named(tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# 会\n\n### 收费\n\n□局长 王一\n\n我们不会增加收费。\n", encoding="utf-8")
    assert run("--meeting", str(other), "王一：我们不会增加收费")[0] == 0
    assert run("--meeting", str(other), EXACT)[0] == 1
