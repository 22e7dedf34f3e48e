"""The words around a quote as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import fits
from bot.chat.rendering.sources import render_source
from bot.chat.reply import EntityKind
from bot.chat.texts import Language, load_texts
from bot.types import Mark, Quote, SourceText, Span, Speech

HANS = load_texts(Language.ZH_HANS)


@pytest.fixture(scope="session")
def make_printed():
    """Return a maker of quotes: of the words between 【 and 】 in a printed text, line breaks left out when read."""

    def make(printed: str, marks: tuple[Mark, ...] = ()) -> Quote:
        start, end = printed.index("【"), printed.index("】") - 1
        text = printed.replace("【", "").replace("】", "")
        source = SourceText(text, Path("street.txt"), "0" * 64, marks)
        offsets = [at for at, character in enumerate(text) if not character.isspace()]
        reading = "".join(text[at] for at in offsets)
        speech = Speech(source, "何敏", "", "", "", reading, offsets, (Span(0, len(reading)),))
        inside = [at for at, offset in enumerate(offsets) if start <= offset < end]
        return Quote(speech, Span(inside[0], inside[-1] + 1))

    return make


def styled(reply, kind: EntityKind) -> list[str]:
    return [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind is kind]


def test_a_sentence_broken_by_a_column_is_shown_broken_with_its_words_bold(make_printed):
    reply = render_source(make_printed("先说路灯。\n下半年【清淤河\n\n道8公里】，建成示范段。\n再说夜市。"), HANS)
    assert reply.text.split("\n")[0] == "street.txt · 第 2—4 行"
    assert styled(reply, EntityKind.QUOTE) == ["先说路灯。\n下半年清淤河\n\n道8公里，建成示范段。\n再说夜市。"]
    assert styled(reply, EntityKind.BOLD) == ["清淤河\n\n道8公里"]


def test_lines_further_off_are_left_out_without_a_trace(make_printed):
    far = "路灯" * 300
    reply = render_source(make_printed(f"{far}\n\n【清淤河道8公里】。\r\n\r\n{far}"), HANS)
    assert reply.text == "street.txt · 第 3 行\n清淤河道8公里。"


def test_of_a_line_that_is_too_long_the_rest_is_marked_as_left_out(make_printed):
    far = "路灯" * 2000
    (shown,) = styled(render_source(make_printed(f"{far}，【清淤河道8公里】，{far}"), HANS), EntityKind.QUOTE)
    assert shown.startswith("……")
    assert shown.endswith("……")
    assert "路灯，清淤河道8公里，路灯" in shown
    assert len(shown) < 900


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        (Mark(0, page=3, line=7), "第 3 页第 7 行"),
        (Mark(0, time=3725.5), "01:02:05"),
        (Mark(0, paragraph=12), "第 12 段"),
    ],
)
def test_a_file_without_lines_is_looked_up_by_page_time_or_paragraph(make_printed, mark, place):
    assert render_source(make_printed("【清淤河道8公里】。", (mark,)), HANS).text.startswith(f"street.txt · {place}\n")


def test_where_a_format_does_not_tell_the_place_the_file_is_named_alone(make_printed):
    assert render_source(make_printed("【清淤河道8公里】。", (Mark(9, time=7.0),)), HANS).text.startswith(
        "street.txt\n"
    )


@given(
    st.text("路灯𠮷\n\r \u3000", max_size=600),
    st.integers(1, 5000),
    st.text("路灯𠮷\n\r \u3000", max_size=600),
)
def test_whatever_is_printed_fits_a_message_and_shows_the_words(make_printed, before, length, after):
    quote = make_printed(f"{before}【{'𠮷' * length}】{after}")
    reply = render_source(quote, HANS)
    assert fits(reply)
    assert styled(reply, EntityKind.BOLD)[0] == "𠮷" * min(length, len(styled(reply, EntityKind.BOLD)[0]))
    assert len(styled(reply, EntityKind.BOLD)[0]) >= min(length, 1500)
