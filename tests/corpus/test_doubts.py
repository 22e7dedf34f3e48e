"""What is uncertain in reading a meeting is told with its place; what is certain is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.corpus.doubts import DoubtKind
from bot.corpus.structure import read_structure
from bot.types import squash

CERTAIN = "防汛会\n### 守河\n□市水务局局长 何𠮷安\n今年新建泵站１２座，全部在汛期前完工。\n"


def doubts(tmp_path: Path, text: str) -> list[tuple[DoubtKind, str]]:
    path = tmp_path / "会议.txt"
    path.write_text(text, encoding="utf-8")
    return [(doubt.kind, doubt.text) for doubt in read_structure(path).doubts]


def test_a_certain_reading_has_no_doubts(tmp_path):
    assert doubts(tmp_path, CERTAIN) == []


def test_a_role_and_a_name_without_a_mark_may_be_a_new_speaker(tmp_path):
    found = doubts(tmp_path, CERTAIN + "市城管局局长 周立群\n投诉量下降30%以上。\n")
    assert found == [(DoubtKind.SPEAKER, "市城管局局长 周立群")]


def test_a_name_and_a_colon_among_marked_speakers_may_be_a_new_one(tmp_path):
    found = doubts(tmp_path, CERTAIN + "张志强：我补充一点，资金已经落实。\n")
    assert found == [(DoubtKind.SPEAKER, "张志强")]


def test_a_colon_alone_names_nobody(tmp_path):
    assert doubts(tmp_path, CERTAIN + "会议强调：抓好落实。\n") == []


def test_a_heading_that_reads_like_a_sentence_is_doubtful(tmp_path):
    assert (DoubtKind.HEADING, "我们要守河。") in doubts(tmp_path, CERTAIN.replace("### 守河", "### 我们要守河。"))


def test_names_that_differ_by_one_character_may_be_one_person(tmp_path):
    found = doubts(tmp_path, CERTAIN + "### 用电\n□市水务局局长 何吉安\n电力供应充足，没有停电。\n")
    assert found == [(DoubtKind.NAME, "何𠮷安")]


def test_a_speech_of_hardly_a_word_is_doubtful(tmp_path):
    assert (DoubtKind.SHORT, "好。") in doubts(tmp_path, CERTAIN + "### 用电\n□市供电局局长 王芳\n好。\n")


HEADED = (
    "防汛会\n### 守河\n今年雨水多，各地\n都在准备。\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n"
    "### 排水\n记者看到，图纸已到。\n□市城管局局长 周立群\n投诉量下降30%以上。\n### 尾声\n会议结束。\n"
)


def test_words_under_a_heading_before_anybody_speaks_are_the_reporters_and_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "会议.txt"
    path.write_text(HEADED, encoding="utf-8")
    structure = read_structure(path)
    assert [speech.text for speech in structure.meeting.speeches] == ["今年新建泵站１２座。", "投诉量下降30%以上。"]
    for words in ("今年雨水多，各地都在准备。", "记者看到，图纸已到。", "会议结束。"):
        assert words in structure.meeting.reporter.text.split("\n")
    unspoken = [doubt.text for doubt in structure.doubts if doubt.kind is DoubtKind.UNSPOKEN]
    assert unspoken == ["今年雨水多，各地", "记者看到，图纸已到。", "会议结束。"]


def test_not_a_word_of_a_source_is_lost_where_nobody_speaks(tmp_path: Path) -> None:
    path = tmp_path / "会议.txt"
    path.write_text(HEADED, encoding="utf-8")
    meeting = read_structure(path).meeting
    read = Counter(squash("".join(voice.text for voice in meeting.voices)))
    assert read == Counter(squash(HEADED)) - Counter("###" * 3) - Counter("□□")


def test_a_label_that_names_nobody_known_is_in_doubt_among_turns(tmp_path: Path) -> None:
    record = (
        "座谈会\n\n李桂芳：电梯三天两头坏，老人下不了楼。\n\n贵宾甲：\n我也这么看。\n\n李桂芳：请尽快修好。谢谢大家。\n"
    )
    assert doubts(tmp_path, record) == [(DoubtKind.SPEAKER, "贵宾甲")]


RECORD = """Budget hearing

Laura Chen
Good evening. We have two items tonight, the library and the pool.

Omar Haddad
The library budget is 2.4 million dollars, as last year.

Thank You

Laura Chen
And the pool?

Omar Haddad
The pool opens on June 1.

Thank You

Ines Prado
I swim there every morning, please open it earlier.

Laura Chen
We will look into it.
"""


def test_a_name_that_stands_alone_once_is_in_doubt_and_thanks_are_not(tmp_path: Path) -> None:
    path = tmp_path / "hearing.txt"
    path.write_text(RECORD, encoding="utf-8")
    structure = read_structure(path)
    assert structure.meeting.speakers == ("Laura Chen", "Omar Haddad")
    assert [(doubt.kind, doubt.text) for doubt in structure.doubts] == [(DoubtKind.SPEAKER, "Ines Prado")]
