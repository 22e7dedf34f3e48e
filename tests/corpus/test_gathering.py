"""Several meetings as one: voices, places and what each quote belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.gathering import gather
from bot.corpus.places import OutdatedPlaceError, Place, fingerprint
from bot.corpus.reader import read_meeting
from bot.types import Meeting, Quote, Span

SPRING = (
    "春季防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷\n今年新建泵站１２座。\n"
    "□市应急局局长 周立\n演练不少于3次。\n"
)
AUTUMN = "秋季防汛会\n2022年9月1日，全市召开防汛会。\n□市水务局局长 何𠮷\n明年再建泵站20座。\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Meeting, Meeting]:
    """Return two meetings at which the same person speaks."""
    for name, text in (("spring.txt", SPRING), ("autumn.txt", AUTUMN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return read_meeting(tmp_path / "spring.txt"), read_meeting(tmp_path / "autumn.txt")


def test_a_single_meeting_stays_what_it_is(two: tuple[Meeting, Meeting]):
    assert gather(two[:1]) is two[0]
    assert two[0].part_of(two[0].speeches[0]) is two[0]


def test_somebody_who_spoke_at_both_has_the_speeches_of_both(two: tuple[Meeting, Meeting]):
    both = gather(two)
    assert [speech.text for speech in both.speeches_of("何𠮷")] == ["今年新建泵站１２座。", "明年再建泵站20座。"]
    assert both.speakers == ("何𠮷", "周立")


def test_each_speech_and_each_reporter_belongs_to_one_of_the_meetings(two: tuple[Meeting, Meeting]):
    both = gather(two)
    for part in two:
        assert all(both.part_of(voice) is part for voice in part.voices)
    assert both.voices == (*two[0].voices, *two[1].voices)


def test_a_place_leads_back_to_its_own_meeting(two: tuple[Meeting, Meeting]):
    both = gather(two)
    for speech in (*both.speeches, two[1].reporter):
        quote = Quote(speech, speech.paragraphs[0])
        place = Place.of(quote, both)
        assert place.meeting == fingerprint(both.part_of(speech))
        assert Place.parse(str(place)).quote(both).speech is speech
        assert Place.parse(str(place)).quote(both.part_of(speech)).speech is speech


def test_a_place_of_a_meeting_that_is_gone_is_outdated(two: tuple[Meeting, Meeting]):
    place = Place.of(Quote(two[1].speeches[0], Span(0, 2)), gather(two))
    with pytest.raises(OutdatedPlaceError):
        place.quote(two[0])


def test_a_speech_of_no_part_has_no_place(two: tuple[Meeting, Meeting]):
    with pytest.raises(ValueError, match="no speech"):
        Place.of(Quote(two[1].speeches[0], Span(0, 2)), two[0])


def test_a_selection_hears_nobody_but_its_speeches(two: tuple[Meeting, Meeting]):
    some = gather(two, [two[1].speeches[0]])
    assert some.voices == some.speeches == (two[1].speeches[0],)
    assert some.part_of(some.speeches[0]) is two[1]
    assert fingerprint(some) == fingerprint(gather(two))
