"""Quotations across more text than is compared whole: what is held against, and that nothing exact is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.verification import Verifier
from bot.corpus.reader import read_meeting
from bot.library import engine as module
from bot.library import quotations
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.types import Verification, VerificationStatus

SPRING, AUTUMN = "2021-03-05", "2022-09-01"


@pytest.fixture(params=["few speakers", "many speakers"])
def much(
    request: pytest.FixtureRequest, library: Library, spring: Path, autumn: Path, monkeypatch: pytest.MonkeyPatch
) -> LibraryEngine:
    """Return who answers about two meetings as about very much text."""
    monkeypatch.setattr(module, "LARGEST_WHOLE", 0)
    monkeypatch.setattr(module, "_FEW_SPEAKERS", 400 if request.param == "few speakers" else 0)
    library.add(library.read(autumn))
    return LibraryEngine(read_meeting(spring), library)


def verified(engine: LibraryEngine, text: str) -> Verification:
    (told,) = Verifier(engine.quotable(engine.meeting, text)).verify(text)
    return told


def days(engine: LibraryEngine, told: Verification) -> list[str]:
    return [engine.meeting.part_of(quote.speech).date for quote in told.quotes]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今年新建泵站12座，清淤河道80公里", SPRING),
        ("目標是再建泵站２０座", AUTUMN),
        ("暴雨预警提前到40分钟以上。", AUTUMN),
        ("物资储备", SPRING),
        ("物资，储备", SPRING),
        ("何𠮷安说：“清淤河道120公里”", AUTUMN),
        ("全市召开春季防汛工作会", SPRING),  # the reporter's
    ],
)
def test_words_as_they_were_said_are_found_in_their_meeting(much: LibraryEngine, text: str, day: str):
    told = verified(much, text)
    assert told.status is VerificationStatus.EXACT
    assert day in days(much, told)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("暴雨预警提前到14分钟以上", VerificationStatus.DIFFERENT),
        ("程小雨说：“防汛演练不少于3次”", VerificationStatus.MISATTRIBUTED),
        ("海底世界明天开门迎客", VerificationStatus.ABSENT),
    ],
)
def test_what_was_not_said_so_is_not_exact(much: LibraryEngine, text: str, status: VerificationStatus):
    assert verified(much, text).status is status


def test_a_meeting_that_is_compared_whole_is_held_against_itself(library: Library, spring: Path):
    meeting = read_meeting(spring)
    assert LibraryEngine(meeting, library).quotable(meeting, "新建泵站") is meeting


def test_an_exact_sentence_comes_before_many_that_are_like_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "LARGEST_WHOLE", 0)
    monkeypatch.setattr(quotations, "_CHARACTERS", 100)
    like = "".join(
        f"□代表 李{name}\n清淤河道{number}公里，再清淤河道。\n" for number, name in enumerate("甲乙丙丁戊己庚", 41)
    )
    long = "□局长 何敏\n" + "各位代表，会议开始以后请大家围绕议题发言。" * 6 + "明年清淤河道140公里。\n"
    path = tmp_path / "many.txt"
    path.write_text(f"防汛会\n2022年9月1日，全市召开防汛会。\n{like}{long}", encoding="utf-8")
    engine = LibraryEngine(read_meeting(path), library)
    told = verified(engine, "清淤河道140公里")
    assert told.status is VerificationStatus.EXACT
    assert told.quotes[0].speech.speaker == "何敏"


def test_of_a_long_reporter_only_what_is_quoted_is_compared(library: Library, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_WHOLE", 0)
    monkeypatch.setattr(quotations, "_SHORT", 0)
    path = tmp_path / "many.txt"
    path.write_text("防汛会\n2022年9月1日，全市召开防汛会。\n□局长 何敏\n明年清淤河道140公里。\n", encoding="utf-8")
    engine = LibraryEngine(read_meeting(path), library)
    assert not engine.quotable(engine.meeting, "清淤河道140公里").reporters
    assert verified(engine, "全市召开防汛会").status is VerificationStatus.EXACT
