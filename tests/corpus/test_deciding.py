"""What a yes or no to a doubt makes of a source: read anew, the doubt is gone and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.amending import amend_lines
from bot.corpus.deciding import decide, is_decidable
from bot.corpus.doubts import DoubtKind
from bot.corpus.structure import Structure, read_structure

SOURCE = (
    "防汛会\n### 我们要守河。\n□市水务局局长 何𠮷安\n今年新建泵站１２座，全部在汛期前完工。\n"
    "市城管局局长 周立群\n投诉量下降30%以上。\n张志强：我补充一点，资金已经落实。\n"
    "### 用电\n□市水务局局长 何吉安\n电力供应充足，没有停电。\n□市供电局局长 王芳\n好。\n"
)


def settle(path: Path, kind: DoubtKind, text: str, *, yes: bool) -> Structure:
    read = read_structure(path)
    doubt = next(one for one in read.doubts if one.kind is kind and one.text == text)
    assert is_decidable(doubt)
    lines = decide(doubt, read.meeting, yes=yes)
    toml = path.with_suffix(".toml")
    toml.write_text(amend_lines(toml.read_text(encoding="utf-8") if toml.exists() else "", lines), encoding="utf-8")
    after = read_structure(path)
    assert (kind, doubt.start) not in [(one.kind, one.start) for one in after.doubts]
    return after


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "会议.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_every_doubt_is_gone_once_it_is_settled_either_way(source):
    kinds = set()
    for yes in (True, False):
        for doubt in read_structure(source).doubts:
            kinds.add(doubt.kind)
            settle(source, doubt.kind, doubt.text, yes=yes)
            source.with_suffix(".toml").unlink()
    assert kinds == {DoubtKind.SPEAKER, DoubtKind.HEADING, DoubtKind.NAME, DoubtKind.SHORT}


def test_a_line_that_is_a_speakers_begins_a_speech(source):
    read = settle(source, DoubtKind.SPEAKER, "市城管局局长 周立群", yes=True)
    (speech,) = read.meeting.speeches_of("周立群")
    assert (speech.role, speech.text[:8]) == ("市城管局局长", "投诉量下降30%")


def test_what_is_said_on_the_line_of_a_speaker_stays_said(source):
    read = settle(source, DoubtKind.SPEAKER, "张志强", yes=True)
    assert [speech.text for speech in read.meeting.speeches_of("张志强")] == ["我补充一点，资金已经落实。"]


def test_one_person_with_two_spellings_has_one_name(source):
    read = settle(source, DoubtKind.NAME, "何𠮷安", yes=True)
    assert len(read.meeting.speeches_of("何吉安")) == 2
    assert "今年新建泵站１２座" in read.meeting.speeches_of("何吉安")[0].text


def test_a_speech_that_is_left_out_is_nobodys(source):
    read = settle(source, DoubtKind.SHORT, "好。", yes=False)
    assert "王芳" not in read.meeting.speakers


def test_title_and_date_stand_before_the_tables_and_are_replaced(source):
    written = amend_lines('# mine\n[[line]]\nnumber = 2\nkind = "text"\n', title="防汛会“一”", date="2024-05")
    again = amend_lines(written, title="春汛会", date="2024-06-01")
    assert "# mine" in again
    source.with_suffix(".toml").write_text(again, encoding="utf-8")
    read = read_structure(source)
    assert (read.meeting.title, read.meeting.date, read.settled) == ("春汛会", "2024-06-01", (2,))


def test_a_label_that_names_nobody_known_is_a_name_when_it_is_settled(source):
    source.write_text(
        "座谈会\n张三：大家请坐下来说话，不要客气。\n张三：今年修好了河堤，大家放心。\n"
        "李四：我来补充，泵站也建好了。\n贵宾甲：我谢谢大家１２次。\n贵宾甲：再会。\n",
        encoding="utf-8",
    )
    read = settle(source, DoubtKind.SPEAKER, "贵宾甲", yes=True)
    # each time it stands there
    assert [speech.text for speech in read.meeting.speeches_of("贵宾甲")] == ["我谢谢大家１２次。", "再会。"]
