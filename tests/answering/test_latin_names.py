"""English names and offices, as people shorten them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.latin_names import family_name, latin_names, latin_offices, plain_name
from bot.answering.linking import Linker
from bot.corpus.formats.debates import read_debate
from bot.corpus.reader import parse_meeting
from bot.types import SourceText

DEBATE = b"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><references>
<TLCPerson eId="c" href="/c" showAs="Prof the Hon. Anthony Cheung Bing-leung"/>
<TLCPerson eId="t" href="/t" showAs="John C Tsang, GBM, JP"/><TLCPerson eId="b" href="/b" showAs="Gordon Brown"/>
<TLCRole eId="rc" href="/rc" showAs="Secretary for Transport and Housing"/>
<TLCRole eId="rt" href="/rt" showAs="Financial Secretary"/><TLCRole eId="rb" href="/rb" showAs="Minister of Finance"/>
</references></meta><debateBody><debateSection><heading>Railways</heading>
<speech by="#c" as="#rc"><p>We will complete the South Island Line by 2015.</p></speech>
<speech by="#t" as="#rt"><p>The deficit will fall to two billion dollars.</p></speech>
<speech by="#b" as="#rb"><p>Taxes on brown coal may rise by three per cent.</p></speech>
</debateSection></debateBody></debate></akomaNtoso>"""
CHEUNG, TSANG, BROWN = "Prof the Hon. Anthony Cheung Bing-leung", "John C Tsang, GBM, JP", "Gordon Brown"


@pytest.fixture(scope="module")
def debate() -> Linker:
    document = read_debate(DEBATE)
    return Linker(
        parse_meeting(SourceText(document.text, Path("debate.xml"), "0" * 64, document.marks), document.parts)
    )


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did s for t promise", CHEUNG),
        ("sth on the railway", CHEUNG),
        ("the transport secretary", CHEUNG),
        ("secretary for housing", CHEUNG),
        ("what does the thb plan", CHEUNG),
        ("prof cheung on railways", CHEUNG),
        ("anthony cheung", CHEUNG),
        ("mr tsang", TSANG),
        ("john tsang", TSANG),
        ("the financial secretary", TSANG),
        ("minister brown", BROWN),
        ("mof on taxes", BROWN),
        ("the finance minister", BROWN),
    ],
)
def test_an_english_speaker_is_known_by_any_of_their_names(debate: Linker, question: str, speaker: str) -> None:
    assert {mention.speaker for mention in debate.link(question)} == {speaker}


@pytest.mark.parametrize("question", ["how much is brown coal", "what will it cost", "the prime minister"])
def test_a_word_is_nobodys_name(debate: Linker, question: str) -> None:
    assert debate.link(question) == ()


@pytest.mark.parametrize(
    ("speaker", "plain", "family"),
    [
        ("Dr the Hon. Eddie Ng, JP", "Eddie Ng", "Ng"),
        ("CHEUNG Bing-leung", "CHEUNG Bing-leung", "CHEUNG"),
        ("Cheung Bing-leung", "Cheung Bing-leung", "Cheung"),
        ("Hon", "Hon", "Hon"),
    ],
)
def test_courtesy_is_no_part_of_a_name(speaker: str, plain: str, family: str) -> None:
    assert (plain_name(speaker), family_name(speaker)) == (plain, family)


@given(st.text("aBz .,-'()", max_size=20).filter(str.strip), st.text("SecretaryforTofH ,;and", max_size=40))
def test_any_name_and_role_are_read(speaker: str, role: str) -> None:
    assert all(text for text, _, _ in latin_names(speaker))
    assert all(0 < score <= 1 for _, _, score, _ in latin_offices(speaker, role))
