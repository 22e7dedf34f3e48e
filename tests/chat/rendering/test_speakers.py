"""The list of speakers, and of a speaker's speeches."""

from __future__ import annotations

import pytest

from bot.chat.limits import fits
from bot.chat.rendering.speakers import render_speaker, render_speaker_page
from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


def labels(reply):
    return [[button.label for button in row] for row in reply.buttons if row]


def test_each_speaker_is_named_with_role_and_section_and_has_a_button(street):
    reply = render_speaker_page(street, HANS)
    assert "何敏 · 市水务局局长\n—— 守好一河清水" in reply.text
    assert labels(reply) == [["沈𠮷安", "何敏", "周立群"]]


@pytest.fixture
def crowd(make_meeting):
    """Return a meeting of twenty, each with a role as long as roles get, the last one with ten speeches."""
    role = "市委常委、经济技术开发区党工委副书记、管委会副主任、" * 3
    people = [(f"何敏{number}", role, "水务局", f"一河清水{number}", f"清淤{number}公里。") for number in range(19)]
    return make_meeting([*people, *(("周立群", role, "城管局", "", f"推行{turn}项。") for turn in range(10))])


def test_many_speakers_come_page_by_page_each_on_one(crowd):
    pages = [render_speaker_page(crowd, HANS, page) for page in range(3)]
    names = [label for page in pages for row in labels(page) for label in row]
    assert [name for name in names if name in crowd.speakers] == list(crowd.speakers)
    assert [labels(page)[-1] for page in pages] == [
        [HANS.button_next_page],
        [HANS.button_previous_page, HANS.button_next_page],
        [HANS.button_previous_page],
    ]
    assert all(map(fits, pages))


def test_a_speaker_with_several_speeches_has_a_button_for_each(crowd):
    first, second = (render_speaker(crowd, "周立群", HANS, page) for page in range(2))
    assert HANS.speech_count.format(count=10) in first.text
    assert labels(first)[0] == ["1. 推行0项。"]
    assert labels(second)[:2] == [["9. 推行8项。"], ["10. 推行9项。"]]
    assert labels(second)[-1] == [HANS.button_speakers]
    assert second.buttons[-1][0].value.endswith(":2")


@pytest.mark.parametrize("page", [-1, 3, 10**12])
def test_a_page_that_is_none_is_outdated(crowd, page):
    with pytest.raises(LookupError):
        render_speaker_page(crowd, HANS, page)
    with pytest.raises(LookupError):
        render_speaker(crowd, "周立群", HANS, page)


def test_a_meeting_without_speakers_says_so_without_buttons(make_meeting):
    assert not any(render_speaker_page(make_meeting([]), HANS).buttons)
