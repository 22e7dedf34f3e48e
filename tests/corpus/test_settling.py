"""A file next to the source settles what a line is; what is wrong in it is told with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.corpus.structure import read_structure
from bot.errors import SourceError

TEXT = (
    "防汛会\n### 守河\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n市城管局局长 周立群\n投诉量下降30%以上。\n（掌声）\n"
)
SPEAKER = '[[line]]\nnumber = 5\nkind = "speaker"\nrole = "市城管局局长"\nname = "周立群"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "会议.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def settled(source: Path, toml: str) -> Path:
    source.with_suffix(".toml").write_text(toml, encoding="utf-8")
    return source


def test_a_line_that_is_settled_to_be_a_speaker_begins_a_speech(source: Path):
    meeting = read_meeting(settled(source, SPEAKER))
    assert [(s.speaker, s.role) for s in meeting.speeches] == [
        ("何𠮷安", "市水务局局长"),
        ("周立群", "市城管局局长"),
    ]
    assert meeting.speeches[0].text == "今年新建泵站１２座。"
    assert meeting.speeches[1].text.startswith("投诉量下降30%以上。")


def test_a_settled_line_is_no_longer_in_doubt(source: Path):
    assert len(read_structure(source).doubts) == 1
    structure = read_structure(settled(source, SPEAKER))
    assert structure.doubts == ()
    assert structure.settled == (5,)


def test_an_aside_is_nobodys_words(source: Path):
    meeting = read_meeting(settled(source, '[[line]]\nnumber = 7\nkind = "aside"\n'))
    assert "掌声" not in meeting.speeches[0].text
    assert "（掌声）" in meeting.reporter.text


def test_a_speaker_line_can_be_plain_text_and_a_line_a_heading(source: Path):
    toml = SPEAKER + '[[line]]\nnumber = 4\nkind = "text"\n[[line]]\nnumber = 1\nkind = "heading"\n'
    meeting = read_meeting(settled(source, toml))
    assert meeting.speeches[0].text == "今年新建泵站１２座。"


def test_title_and_date_are_settled(source: Path):
    meeting = read_meeting(settled(source, 'title = "全市防汛会"\ndate = "2021-03-05"\n'))
    assert (meeting.title, meeting.date) == ("全市防汛会", "2021-03-05")


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("title = 5", "title"),
        ('titel = "会"', "titel: is no key here"),
        ('date = "去年"', "date"),
        ("[[line]]\nnumber = 0\nkind = 'text'", "number"),
        ("[[line]]\nnumber = 4\nkind = 'speech'", "kind"),
        ("[[line]]\nnumber = 4\nkind = 'speaker'", r"line\[0\].name: is missing"),
        ("[[line]]\nnumber = 4\nkind = 'text'\nname = '何敏'", r"line\[0\].name: is for speakers only"),
        ("[[line]]\nnumber = 400\nkind = 'text'", "line 400 of 会议.txt is blank or not there"),
        (SPEAKER + SPEAKER, "settled twice"),
        ("title =", "is not TOML"),
        (f"title = {'[' * 3000}{']' * 3000}", "is not TOML"),
        (f"title = {'1' * 5000}", "is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(source: Path, toml: str, told: str):
    with pytest.raises(SourceError, match=told) as caught:
        read_meeting(settled(source, toml))
    assert "会议.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("toml", "line", "message"),
    [
        ('date = "2021"\n[aliases]\nadd = {"何敏" = ["何指挥"]}\n', 3, 'aliases.add."何敏": 何敏 does not speak'),
        ('[aliases.add]\n"何𠮷安" = ["何指挥"]\n"何" = ["何工"]\n', 3, 'aliases.add."何": '),
        ('[aliases]\nadd = {}\nremove = ["何𠮷安"]\n', 3, "aliases.remove: 何𠮷安 is a full name"),
        ('[aliases]\nadd = {"何𠮷安" = ["老何"]}\nremove = ["老何"]\n', 3, "aliases.remove: 老何 is added for 何𠮷安"),
        ("[aliases]\nad = {}\n", 2, "aliases.ad: is no key here; known are add, remove"),
        ('title = "会"\n[aliases\n', 2, "is not TOML"),
        ('title = "会"\n\n[[line]]\nnumber = 3\nkind = "text"\nname = "何"\n', 6, "line[0].name: is for speakers only"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(source: Path, toml: str, line: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_meeting(settled(source, toml))
    assert caught.value.path.name == "会议.toml"
    assert caught.value.line == line
    assert message in str(caught.value)


def test_headings_below_their_speakers_stay_theirs_when_a_line_is_settled(tmp_path):
    source = tmp_path / "会议.txt"
    source.write_text(
        "乡村振兴推进会发言摘登\n\n石桥镇党委书记 司马长青\n抓产业 促增收\n\n今年以来，石桥镇新建大棚320亩。\n\n"
        "县农业农村局局长 罗平\n守好耕地红线\n\n播种面积稳定在42.6万亩。\n来源：县报\n",
        encoding="utf-8",
    )
    source.with_suffix(".toml").write_text('[[line]]\nnumber = 12\nkind = "aside"\n', encoding="utf-8")
    assert [(speech.section, speech.speaker, speech.text) for speech in read_meeting(source).speeches] == [
        ("抓产业 促增收", "司马长青", "今年以来，石桥镇新建大棚320亩。"),
        ("守好耕地红线", "罗平", "播种面积稳定在42.6万亩。"),
    ]
    source.with_suffix(".toml").write_text('[[line]]\nnumber = 4\nkind = "text"\n', encoding="utf-8")
    assert read_meeting(source).speeches[0].text == "抓产业 促增收今年以来，石桥镇新建大棚320亩。"
