"""The ledger as replies."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.pledges import read_pledges
from bot.chat.limits import fits
from bot.chat.rendering.ledger import LedgerView, render_ledger, render_pledgers
from bot.chat.rendering.rooms import GROUP, has_room
from bot.chat.reply import EntityKind, parse_press
from bot.chat.texts import Language, load_texts
from bot.types import Comparator, Pledge, Quantity, Span

HANS = load_texts(Language.ZH_HANS)


def pledge(quote, number: str, comparator: Comparator = Comparator.EXACT) -> Pledge:
    start = quote.speech.text.index(number)
    span = Span(start, start + len(number))
    return Pledge(dataclasses.replace(quote, emphasis=(span,)), (), Quantity(1, 1, "盏", comparator, span))


@pytest.fixture
def pledges(street, make_quote):
    lamps = make_quote(street.speeches[0], "年内新增路灯１２０盏")
    river = make_quote(street.speeches[1], "下半年清淤河道8公里")
    return (pledge(lamps, "１２０盏"), pledge(river, "8公里"), *(pledge(river, "8公里"),) * 6)


@pytest.fixture
def view(street):
    return LedgerView.of(street)


def test_each_pledge_is_numbered_under_its_speaker_with_its_words_and_the_number_bold(pledges, view, street):
    reply = render_ledger(pledges[:2], view, street, HANS)
    assert "1. １２０盏\n年内新增路灯１２０盏\n" in reply.text
    assert reply.text.index("沈𠮷安") < reply.text.index("１２０盏") < reply.text.index("何敏")
    marked = [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind is EntityKind.BOLD]
    assert {"沈𠮷安", "何敏", "１２０盏", "8公里"} <= set(marked)
    assert HANS.ledger_count_numbers.format(count=2) in reply.text


def test_a_long_ledger_is_paged_and_the_numbers_go_on(pledges, view, street):
    first = render_ledger(pledges, view, street, HANS)
    assert "6. 8公里" not in first.text
    (forth,) = [button for row in first.buttons for button in row if button.label == "›"]
    second = LedgerView.parse(parse_press(forth.value)[1], street)
    shown = render_ledger(pledges, second, street, HANS)
    assert "6. 8公里" in shown.text
    assert "›" not in [button.label for row in shown.buttons for button in row]
    beyond = render_ledger(pledges, dataclasses.replace(second, page=99), street, HANS)
    assert beyond.text == shown.text


def test_an_empty_ledger_says_so_and_offers_no_files(view, street):
    reply = render_ledger((), view, street, HANS)
    assert HANS.ledger_empty in reply.text
    assert HANS.button_chart not in [button.label for row in reply.buttons for button in row]


def test_a_pledge_without_number_time_and_word_is_numbered_all_the_same(street, make_quote, view):
    bare = Pledge(make_quote(street.speeches[1], "下半年清淤河道8公里"), ())
    reply = render_ledger((bare, bare), dataclasses.replace(view, everything=True), street, HANS)
    assert [line for line in reply.text.split("\n") if line[:2] in {"1.", "2."}] == ["1.", "2."]


def test_an_empty_ledger_tells_what_was_looked_for(street):
    reply = render_ledger((), LedgerView.of(street, "飞船"), street, HANS)
    assert HANS.ledger_about.format(words="飞船") in reply.text


def test_in_a_group_it_is_one_screen_and_without_files(pledges, view, street):
    reply = render_ledger(pledges, view, street, HANS, room=GROUP)
    assert has_room(reply, GROUP)
    assert HANS.button_chart not in [button.label for row in reply.buttons for button in row]


def test_whose_pledges_is_asked_by_name(view, street):
    reply = render_pledgers(view, ["何敏"], street, HANS)
    assert [[button.label for button in row] for row in reply.buttons] == [["何敏"], [HANS.button_anybody]]
    assert LedgerView.parse(parse_press(reply.buttons[0][0].value)[1], street).speaker == 1


@given(st.text(max_size=60), st.booleans(), st.none() | st.integers(0, 2), st.integers(0, 99))
def test_a_view_that_fits_a_button_is_read_back(words, everything, speaker, page):
    street = STREET
    view = dataclasses.replace(LedgerView.of(street, words), everything=everything, speaker=speaker, page=page)
    button = view.button("›", "pledges")
    if button is not None:
        assert LedgerView.parse(parse_press(button.value)[1], street) == view
        assert len(button.value.encode()) <= 64


@pytest.mark.parametrize("arguments", [(), ("0000", "0", "n", "", ""), ("x",) * 5, ("", "-1", "n", "9", "")])
def test_a_button_of_another_text_or_none_at_all_is_outdated(arguments, street):
    with pytest.raises(LookupError):
        LedgerView.parse(arguments, street)


def test_the_shipped_ledger_fits_whatever_page_is_shown(meeting):
    ledger = read_pledges(meeting)
    for everything, page in [(False, 0), (False, 3), (True, 0), (True, 7)]:
        view = dataclasses.replace(LedgerView.of(meeting), everything=everything, page=page)
        assert fits(render_ledger(ledger, view, meeting, HANS))


@pytest.fixture(autouse=True, scope="module")
def _street(make_meeting):
    global STREET  # noqa: PLW0603 - hypothesis takes no fixture of a function's scope
    STREET = make_meeting()
