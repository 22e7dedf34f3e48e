"""What fits a message, and replies that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import MAX_ENTITIES, MAX_UNITS, fits, slice_utf16, split, utf16_length
from bot.chat.reply import Entity, EntityKind, Reply
from bot.types import squash

# What counts differently in code points, UTF-16 units and bytes, or is one character made of several.
PIECES = ["路灯", "１２０", "𠮷", "👩‍🔧", "👍🏽", "🇨🇳", "é", "e\u0301", "a", " ", "\n", "\n\n", "。", "；", "8%"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    text = draw(TEXTS)
    if not text:
        return Reply("")
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)), st.sampled_from(EntityKind))
    drawn = [Entity(kind, start, end) for start, end, kind in draw(st.lists(places, max_size=12)) if start < end]
    return Reply(text, tuple(sorted(drawn, key=lambda entity: (entity.start, -entity.end))), ("好",))


@given(TEXTS)
def test_utf16_length_is_what_the_encoder_makes(text: str):
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(replies(), st.integers(2, 40), st.integers(1, 5))
def test_no_part_exceeds_a_limit(reply: Reply, max_units: int, max_entities: int):
    for part in split(reply, max_units=max_units, max_entities=max_entities):
        assert 0 < utf16_length(part.text) <= max_units
        assert len(part.entities) <= max_entities
        assert part.text == part.text.strip()


@given(replies(), st.integers(2, 40))
def test_the_parts_hold_all_the_words_in_order(reply: Reply, max_units: int):
    assert squash("".join(part.text for part in split(reply, max_units=max_units))) == squash(reply.text)


@given(replies(), st.integers(2, 40))
def test_each_style_covers_the_words_it_covered(reply: Reply, max_units: int):
    parts = split(reply, max_units=max_units)
    for kind in EntityKind:
        before = {
            place for entity in reply.entities if entity.kind is kind for place in range(entity.start, entity.end)
        }
        styled = "".join(character for place, character in enumerate(reply.text) if place in before)
        after = ""
        for part in parts:
            covered = {
                place for entity in part.entities if entity.kind is kind for place in range(entity.start, entity.end)
            }
            after += "".join(character for place, character in enumerate(part.text) if place in covered)
        assert squash(after) == squash(styled)


def test_a_reply_that_fits_is_sent_as_it_is():
    reply = Reply("年内新增路灯１２０盏", (Entity(EntityKind.BOLD, 6, 10),), ("谁说的？",))
    assert split(reply) == (reply,)


def test_nothing_to_say_is_no_message():
    assert split(Reply("")) == ()
    assert split(Reply(" \n ")) == ()


def test_a_reply_is_parted_between_paragraphs_if_it_can_be():
    assert [part.text for part in split(Reply("一二三。\n四五\n\n六七八九十"), max_units=13)] == [
        "一二三。\n四五",
        "六七八九十",
    ]


def test_without_paragraphs_it_is_parted_after_a_sentence():
    assert [part.text for part in split(Reply("路灯坏了，修好。河道清淤，八公里。"), max_units=12)] == [
        "路灯坏了，修好。",
        "河道清淤，八公里。",
    ]


@pytest.mark.parametrize("whole", ["👩‍🔧", "👍🏽", "🇨🇳", "e\u0301"])
def test_what_is_seen_as_one_character_is_not_parted(whole: str):
    text = "灯" * 9 + whole + "亮" * 9
    for units in range(10, 20):
        assert any(whole in part.text for part in split(Reply(text), max_units=units))


def test_two_flags_side_by_side_may_be_parted_between_them():
    assert [part.text for part in split(Reply("🇨🇳🇩🇪"), max_units=7)] == ["🇨🇳", "🇩🇪"]


def test_a_character_longer_than_a_message_is_parted_rather_than_lost():
    parts = split(Reply("e" + "\u0301" * 9), max_units=4)
    assert [len(part.text) for part in parts] == [4, 4, 2]


def test_a_quote_that_is_parted_goes_on_as_a_quote():
    reply = Reply("路灯坏了，修好。河道清淤，八公里。", (Entity(EntityKind.QUOTE, 0, 17),))
    first, second = split(reply, max_units=12)
    assert first.entities == (Entity(EntityKind.QUOTE, 0, 8),)
    assert second.entities == (Entity(EntityKind.QUOTE, 0, 9),)


def test_a_message_ends_before_its_hundred_and_first_entity():
    text = "灯 " * 150
    reply = Reply(text, tuple(Entity(EntityKind.BOLD, 2 * index, 2 * index + 1) for index in range(150)))
    assert [len(part.entities) for part in split(reply)] == [100, 50]


def test_only_the_last_part_has_the_buttons():
    parts = split(Reply("一二。三四。", (), ("好",)), max_units=4)
    assert [part.keys for part in parts] == [(), ("好",)]


def test_characters_beyond_the_basic_plane_count_twice():
    assert fits(Reply("𠮷" * (MAX_UNITS // 2)))
    assert not fits(Reply("𠮷" * (MAX_UNITS // 2) + "路"))


def test_a_hundred_entities_fit_and_no_more():
    entities = tuple(Entity(EntityKind.BOLD, index, index + 1) for index in range(MAX_ENTITIES + 1))
    assert fits(Reply("灯" * MAX_ENTITIES, entities[:-1]))
    assert not fits(Reply("灯" * (MAX_ENTITIES + 1), entities))


@given(TEXTS, TEXTS, TEXTS)
def test_a_stretch_given_in_utf16_units_is_found_among_code_points(before: str, words: str, after: str):
    found = slice_utf16(before + words + after, utf16_length(before), utf16_length(words))
    assert found == (before, words, after)
