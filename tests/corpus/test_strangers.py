"""How documents are read that the reader was not developed with: 24, 24 and 16, written before it was looked at.

The misses of the first 24 that have an odd number were read while mending the reader, of the others only the totals;
the later ones were all read in the end. F1 at first sight, odd/even:

    documents    speakers     roles        headings     paragraphs
    1 to 24      .852/.688    .748/.604    .696/.812    .838/.576
    25 to 48     .604/.526    .566/.463    .000/.390    .446/.433
    49 to 64     .851/.564    .851/.436    .444/.333    .797/.475
"""

from __future__ import annotations

from collections import Counter

import pytest

from bot.corpus.reader import read_meeting
from bot.types import Speech, squash
from tests.corpus.strangers import Said, Stranger, read_strangers

FLOORS = {
    "odd": {"speaker": 1.0, "role": 1.0, "heading": 1.0, "paragraph": 0.99},
    "even": {"speaker": 0.97, "role": 0.96, "heading": 0.95, "paragraph": 0.94},
}
WRONG = {"odd": 0, "even": 5}
"""Paragraphs, at most, that stand in the speech of somebody else."""


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> list[tuple[Stranger, tuple[Speech, ...]]]:
    folder = tmp_path_factory.mktemp("strangers")
    return [(stranger, read_meeting(stranger.write(folder)).speeches) for stranger in read_strangers()]


def half_of(read: list, half: str) -> list:
    return [pair for pair in read if (pair[0].number % 2 == 1) == (half == "odd")]


def elements(stranger: Stranger, speeches: tuple[Speech, ...], element: str) -> tuple[list, list]:
    """Return an element as it should be and as it was read; of what is accepted alike, the first stands for all."""
    if element == "paragraph":
        return (
            [squash(words) for said in stranger.speeches for words in said.paragraphs],
            [squash(span.of(speech.text)) for speech in speeches for span in speech.paragraphs],
        )
    if element == "heading":
        alike = {name: said.headings[0] for said in stranger.speeches for name in said.headings}
        expected = [said.headings[0] for said in stranger.speeches if said.headings[0]]
        got = [alike.get(speech.section, speech.section) for speech in speeches]
        return expected, [section for section in got if section]
    alike: dict[str, Said] = {name: said for said in reversed(stranger.speeches) for name in said.speakers}
    names = [alike[speech.speaker].speakers[0] if speech.speaker in alike else speech.speaker for speech in speeches]
    expected = [said.speakers[0] for said in stranger.speeches]
    if element == "speaker":
        return expected, names
    roles: dict[str, set[str]] = {}
    for said in stranger.speeches:
        roles.setdefault(said.speakers[0], set()).update(said.roles)
    got = [
        # who has no name is called by the role: 主席, Operator
        (name, "" if speech.role in {*roles.get(name, ()), speech.speaker} else speech.role or "none")
        for name, speech in zip(names, speeches, strict=True)
    ]
    return [(name, "") for name in expected], got


@pytest.mark.parametrize("half", ["odd", "even"])
@pytest.mark.parametrize("element", ["speaker", "role", "heading", "paragraph"])
def test_the_structure_of_a_stranger_is_read(read, half, element):
    hits = total = 0
    for stranger, speeches in half_of(read, half):
        expected, got = elements(stranger, speeches, element)
        hits += 2 * (Counter(expected) & Counter(got)).total()
        total += len(expected) + len(got)
    assert hits / total >= FLOORS[half][element]


@pytest.mark.parametrize("half", ["odd", "even"])
def test_hardly_a_paragraph_is_anothers(read, half):
    wrong = 0
    for stranger, speeches in half_of(read, half):
        of_them = [(said.speakers, squash(words)) for said in stranger.speeches for words in said.paragraphs]
        for speech in speeches:
            text = squash(speech.text)
            wrong += sum(words[:14] in text and speech.speaker not in names for names, words in of_them)
    assert wrong <= WRONG[half]


def test_no_word_of_a_stranger_is_lost(read):
    for stranger, speeches in half_of(read, "odd"):
        expected, got = elements(stranger, speeches, "paragraph")
        assert not Counter("".join(expected)) - Counter("".join(got)), stranger.name
