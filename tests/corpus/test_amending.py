"""Aliases are changed in the file next to the source; the rest of it stays, and what is wrong changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.amending import amend_aliases, amend_lines
from bot.corpus.reader import read_meeting
from bot.corpus.settling import SettledLine, parse_settlement
from bot.errors import SourceError

TEXT = "防汛会\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n□市城管局局长 周立群\n投诉量下降30%以上。\n"
HAND = '# 我们的会\ntitle = "防汛会（二）"\n\n[[line]] # 掌声\nnumber = 3\nkind = "text"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "会议.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def amended(source: Path, add: list[tuple[str, str]], remove: list[str]) -> str:
    return amend_aliases(read_meeting(source), source, add, remove).read_text(encoding="utf-8")


def test_an_alias_is_added_and_read_again(source: Path) -> None:
    amended(source, [("何𠮷安", "何指挥")], ["老周"])
    meeting = read_meeting(source)
    assert meeting.added_aliases == (("何指挥", "何𠮷安"),)
    assert meeting.removed_aliases == ("老周",)


def test_what_somebody_wrote_by_hand_stays_as_it_is(source: Path) -> None:
    source.with_suffix(".toml").write_text(HAND, encoding="utf-8")
    assert amended(source, [("何𠮷安", "何指挥")], []).startswith(HAND)


def test_removing_what_was_added_takes_it_back_and_adding_what_was_removed_too(source: Path) -> None:
    amended(source, [("何𠮷安", "何指挥")], ["老周"])
    amended(source, [("周立群", "老周")], ["何指挥"])
    meeting = read_meeting(source)
    assert meeting.added_aliases == (("老周", "周立群"),)
    assert meeting.removed_aliases == ()


@pytest.mark.parametrize(
    ("add", "remove", "message"),
    [
        ([("何吉安", "何指挥")], [], "did you mean 何𠮷安"),
        ([("何𠮷安", "周立群")], [], "full name of another speaker"),
        ([("何𠮷安", "指挥"), ("周立群", "指挥")], [], "added for 何𠮷安, too"),
        ([], ["周立群"], "full name, not an alias"),
    ],
)
def test_a_contradiction_changes_nothing(
    source: Path, add: list[tuple[str, str]], remove: list[str], message: str
) -> None:
    path = source.with_suffix(".toml")
    path.write_text(HAND, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        amended(source, add, remove)
    assert path.read_text(encoding="utf-8") == HAND
    assert sorted(source.parent.iterdir()) == sorted([path, source])


@given(alias=st.text(min_size=1, max_size=8).map(str.strip).filter(bool))
def test_any_alias_comes_back_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, alias: str) -> None:
    source = tmp_path_factory.mktemp("any") / "会议.txt"
    source.write_text(TEXT, encoding="utf-8")
    try:
        amended(source, [("何𠮷安", alias)], [])
    except SourceError:
        assert not source.with_suffix(".toml").exists()
        return
    assert read_meeting(source).added_aliases == ((alias, "何𠮷安"),)


def test_lines_that_somebody_wrote_as_a_list_are_kept_beside_those_that_a_tap_settles() -> None:
    hand = 'line = [{number = 3, kind = "text"}, {number = 5, kind = "heading"}]\ntitle = "防汛会𠮷"\n'
    hand += '[aliases]\nremove = ["老周"]\n'
    fresh = amend_lines(hand, [SettledLine(number=5, kind="speaker", name="何𠮷安")])
    settled = parse_settlement(fresh, Path("会议.toml"))
    assert [(line.number, line.kind, line.name) for line in settled.lines] == [
        (3, "text", ""),
        (5, "speaker", "何𠮷安"),
    ]
    assert settled.title == "防汛会𠮷"
    assert settled.aliases.remove == ("老周",)
