"""What a speech is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.limits import fits
from bot.chat.rendering.outlines import (
    outline_of,
    render_outline,
    render_part,
    render_reading,
    render_speeches_of,
)
from bot.chat.reply import EntityKind
from bot.chat.texts import Language, load_texts
from bot.corpus.reader import parse_meeting
from bot.types import SourceText

HANS = load_texts(Language.ZH_HANS)
QUOTES = {EntityKind.QUOTE, EntityKind.LONG_QUOTE}


def quoted(reply):
    return [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind in QUOTES]


def values(reply):
    return {button.label: button.value for row in reply.buttons for button in row}


def ordinal(number: int) -> str:
    """Return two characters that begin no other paragraph, so that paragraphs are no points."""
    return chr(0x4E10 + number) + "处"


def meeting_of(*paragraphs: str, speeches: int = 1):
    """Return a meeting read from a printed page, on which one person gives the same speech several times."""
    spoken = [f"### 一河清水{turn}\n\n□局长 何敏\n\n" + "\n\n".join(paragraphs) for turn in range(speeches)]
    printed = "# 议事会\n\n" + "\n\n".join(spoken)
    return parse_meeting(SourceText(printed, Path("meeting.txt"), "0" * 64))


def test_a_speech_that_counts_its_points_shows_how_each_begins(meeting):
    speech = meeting.speeches[1]
    reply = render_outline(meeting, speech, HANS)
    assert HANS.points.format(count=3) in reply.text
    assert [words[:3] for words in quoted(reply)] == ["首先，", "其次，", "第三，"]
    assert [label for label in values(reply) if label.isdigit()] == ["1", "2", "3"]


def test_every_word_shown_of_a_speech_is_the_speakers(meeting):
    for speech in meeting.speeches:
        parts = range(1, len(outline_of(speech).parts) + 1)
        replies = [render_outline(meeting, speech, HANS), *(render_part(meeting, speech, HANS, part) for part in parts)]
        assert all(words in speech.text for reply in replies for words in quoted(reply))


def test_a_speech_without_points_is_shown_by_its_paragraphs():
    meeting = meeting_of("新增路灯１２０盏。都要亮。", "办好“老街夜市”。", "修𠮷桥。")
    reply = render_outline(meeting, meeting.speeches[0], HANS)
    assert HANS.paragraphs.format(count=3) in reply.text
    assert quoted(reply) == ["新增路灯１２０盏。", "办好“老街夜市”。", "修𠮷桥。"]


def test_a_speech_of_one_paragraph_is_shown_whole(street):
    speech = street.speeches[1]
    reply = render_outline(street, speech, HANS)
    assert quoted(reply) == [speech.text]
    assert list(values(reply)) == [HANS.button_speakers]


def test_a_part_is_shown_by_itself_with_its_neighbours(meeting):
    speech = meeting.speeches[1]
    reply = render_part(meeting, speech, HANS, 2)
    (words,) = quoted(reply)
    assert words.startswith("其次，")
    assert words.endswith("在建项目快投产。")
    assert HANS.point_number.format(number=2, count=3) in reply.text
    assert list(values(reply)) == ["‹ 1", "3 ›", HANS.button_back]


def test_a_part_longer_than_a_message_is_read_page_by_page_from_where_it_begins():
    meeting = meeting_of("先说一句。", *(f"{ordinal(number)}" + "路灯" * 900 + "。" for number in range(3)), "完了。")
    whole = meeting.speeches[0]
    reply = render_reading(meeting, whole, HANS, 0)
    assert HANS.button_next_page in values(reply)
    part = render_part(meeting, whole, HANS, 3)
    assert quoted(part)[0].startswith(ordinal(1))
    assert HANS.button_next_page in values(part)


def test_a_hundred_parts_are_counted_and_the_first_few_shown():
    meeting = meeting_of(*(f"{ordinal(number)}修好路灯。" for number in range(100)))
    reply = render_outline(meeting, meeting.speeches[0], HANS)
    assert len(quoted(reply)) == 8
    assert HANS.more_parts.format(count=92) in reply.text


@pytest.mark.parametrize("length", [4096, 9000])
def test_sentences_longer_than_a_message_still_fit_one(length):
    meeting = meeting_of(*("灯" * length + "。" for _ in range(3)))
    speech = meeting.speeches[0]
    replies = [render_outline(meeting, speech, HANS), *(render_part(meeting, speech, HANS, part) for part in (1, 2, 3))]
    assert all(map(fits, replies))


def test_back_leads_to_the_speaker_where_they_spoke_more_than_once():
    meeting = meeting_of("新增路灯。", "修桥。", speeches=2)
    reply = render_outline(meeting, meeting.speeches[0], HANS)
    assert values(reply)[HANS.button_back].startswith("speaker:")
    speaker = render_speeches_of(meeting, "何敏", HANS)
    assert "1. 一河清水0" in values(speaker)


def test_the_only_speech_of_a_speaker_is_shown_at_once(meeting):
    assert render_speeches_of(meeting, "毛雅萍", HANS) == render_outline(meeting, meeting.speeches[1], HANS)


@pytest.mark.parametrize("part", [0, -1, 4, 10**12])
def test_a_part_that_is_none_is_outdated(meeting, part):
    with pytest.raises(LookupError):
        render_part(meeting, meeting.speeches[1], HANS, part)


@pytest.mark.parametrize("language", list(Language))
def test_the_shipped_speeches_fit_a_message_in_every_language(meeting, language):
    texts = load_texts(language)
    for speech in meeting.speeches:
        assert fits(render_outline(meeting, speech, texts))
