"""Every quote leads back to the file as it was received: to its page, line, paragraph or cue."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import docx
import pdfplumber
import pytest
import webvtt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from bot.corpus.lines import line_at, split_lines
from bot.corpus.passages import sentences
from bot.corpus.positions import position_at, position_of
from bot.corpus.reader import read_meeting
from bot.library.structure import decode_meeting, encode_meeting
from bot.types import Mark, Meeting, Quote, SourceText, Span, squash
from tests.formats import (
    STREET,
    Said,
    clock,
    write_debate,
    write_digest,
    write_pdf,
    write_subtitles,
    write_transcript,
    write_web,
    write_word,
)

_SENTENCES = st.builds(
    "{}{}{}。".format,
    st.sampled_from(
        ("年内新增路灯", "清淤河道", "还要办好“老街夜市”，全年接待游客", "力争投诉量下降", "加装电梯１２部，改造管网")
    ),
    st.integers(2, 9999),
    st.sampled_from(("盏", "公里", "万人次以上", "%", "米")),
)
_PARAGRAPHS = st.lists(_SENTENCES, min_size=1, max_size=5).map("".join)
_NAMES = tuple((said.section, said.role, said.speaker) for said in STREET)


@st.composite
def meetings(draw: st.DrawFn, fewest: int = 1) -> tuple[Said, ...]:
    """Draw what ``fewest`` to three speakers say."""
    named = _NAMES[: draw(st.integers(fewest, len(_NAMES)))]
    return tuple(Said(*who, tuple(draw(st.lists(_PARAGRAPHS, min_size=1, max_size=4)))) for who in named)


def quotes_of(meeting: Meeting) -> Iterator[Quote]:
    """Yield each sentence of each speech, and each paragraph as a whole."""
    for speech in meeting.speeches:
        for paragraph in speech.paragraphs:
            yield Quote(speech, paragraph)
            for sentence in sentences(speech.text, paragraph):
                yield Quote(speech, sentence)


def stretches(quote: Quote) -> list[tuple[Mark, str]]:
    """Return the words of a quote by their position in the file."""
    source, span = quote.speech.source, quote.source_span
    by_mark = groupby(range(span.start, span.end), key=source.mark_at)
    found = [(mark, squash("".join(source.text[at] for at in places))) for mark, places in by_mark]
    return [(mark, words) for mark, words in found if words]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Meeting]:
    """Return what reads a file, and reads it back as the library keeps it."""
    folder = tmp_path_factory.mktemp("positions")

    def read_and_keep(raw: bytes) -> Meeting:
        path = folder / "会议"
        path.write_bytes(raw)
        meeting = read_meeting(path)
        kept = decode_meeting(encode_meeting(meeting), path)
        assert kept.source.marks == meeting.source.marks
        return kept

    return read_and_keep


def check_paragraphs(meeting: Meeting, blocks: list[str]) -> None:
    """Check that each quote stands in the paragraph that it names; ``blocks`` are those of the file that hold text."""
    for quote in quotes_of(meeting):
        first, last = position_of(quote.speech.source, quote.source_span)
        assert first.paragraph == last.paragraph
        assert squash(quote.text) in squash(blocks[first.paragraph - 1])


few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(meetings(), st.integers(0, 2))
@few
def test_of_a_word_document_the_paragraph_holds_the_words(read, said, empty):
    raw = write_word(said, empty=empty)
    blocks = [paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs if paragraph.text.strip()]
    check_paragraphs(read(raw), blocks)


def test_the_row_of_a_table_in_a_word_document_is_a_paragraph(read):
    document = docx.Document(io.BytesIO(write_word(STREET[:1])))
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("项目", "数量"), ("新增路灯", "１２０盏。"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    written = io.BytesIO()
    document.save(written)
    meeting = read(written.getvalue())
    whole = len([one for one in document.paragraphs if one.text.strip()])
    at = meeting.source.text.index("新增路灯 １２０盏")
    assert position_at(meeting.source, at).paragraph == whole + 2


@given(meetings())
@few
def test_of_a_web_page_the_block_of_the_article_holds_the_words(read, said):
    raw = write_web(said)
    (article,) = html.document_fromstring(raw.decode()).xpath("//article")
    check_paragraphs(read(raw), [block.text_content() for block in article])


@given(meetings())
@few
def test_of_a_debate_the_paragraph_holds_the_words(read, said):
    raw = write_debate(said)
    blocks = etree.fromstring(raw).xpath(
        "//*[local-name()='docTitle' or local-name()='heading' or parent::*[local-name()='speech']"
        " and local-name()!='from']"
    )
    check_paragraphs(read(raw), ["".join(block.itertext()) for block in blocks])


@given(meetings(), st.integers(1, 2), st.sampled_from((11.0, 16.0)))
@settings(few, max_examples=10)
def test_of_a_pdf_page_and_line_hold_the_words(read, said, pages, size):
    raw = write_pdf(said, pages=pages, size=size)
    with pdfplumber.open(io.BytesIO(raw)) as file:
        lines = [[squash(line["text"]) for line in page.extract_text_lines()] for page in file.pages]
    for quote in quotes_of(read(raw)):
        for mark, words in stretches(quote):
            assert words in lines[mark.page - 1][mark.line - 1]
        first, last = position_of(quote.speech.source, quote.source_span)
        assert squash(quote.text)[0] in lines[first.page - 1][first.line - 1]
        assert squash(quote.text)[-1] in lines[last.page - 1][last.line - 1]


@given(meetings(3), st.integers(1, 2))
@settings(few, max_examples=10)
def test_of_a_pdf_in_two_columns_the_page_holds_the_words(read, said, pages):
    raw = write_pdf(said, columns=2, pages=pages)
    with pdfplumber.open(io.BytesIO(raw)) as file:
        shown = [squash(page.extract_text()) for page in file.pages]
    for quote in quotes_of(read(raw)):
        assert all(words in shown[mark.page - 1] for mark, words in stretches(quote))


@given(meetings(2), st.sampled_from(("vtt", "srt")), st.integers(0, 40_000))
@few
def test_of_subtitles_the_cue_at_that_time_holds_the_words(read, said, form, begin):
    raw = write_subtitles(said, form=form, begin=begin)
    cues = {cue.start: squash(cue.text) for cue in webvtt.from_buffer(io.StringIO(raw.decode()), format=form)}
    for quote in quotes_of(read(raw)):
        for mark, words in stretches(quote):
            assert words in cues[f"{clock(int(mark.time))}.000"]


@given(meetings(2), st.integers(0, 40_000))
@few
def test_of_a_transcript_the_turn_at_that_time_holds_the_words(read, said, begin):
    raw = write_transcript(said, begin=begin)
    parts = re.split(r"(\d\d:\d\d:\d\d)\n", raw.decode())
    turns = dict(zip(parts[1::2], map(squash, parts[2::2]), strict=True))
    for quote in quotes_of(read(raw)):
        first, _ = position_of(quote.speech.source, quote.source_span)
        assert squash(quote.text) in turns[clock(int(first.time))]


@given(
    meetings(),
    st.booleans(),
    st.sampled_from(("\n", "\r\n", "\r", "\n\f")),
    st.integers(0, 2),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5")),
)
@few
def test_of_plain_text_the_line_holds_the_words(read, said, marked, newline, blank, encoding):
    raw = write_digest(said, marked=marked, newline=newline, blank=blank).encode(encoding, "ignore")
    lines = re.split(r"\r\n|\r|\n", raw.decode(encoding))
    for quote in quotes_of(read(raw)):
        first, last = position_of(quote.speech.source, quote.source_span)
        assert first.line == last.line
        assert squash(quote.text) in squash(lines[first.line - 1])


def test_a_sentence_that_runs_over_a_page_break_has_both_pages(read):
    meeting = read(write_pdf(pages=3, size=18.0))
    spans = [position_of(meeting.source, quote.source_span) for quote in quotes_of(meeting)]
    assert (1, 2) in [(first.page, last.page) for first, last in spans]


@given(st.text("路灯𠮷\n\r\f\u2028 ", max_size=80))
def test_lines_are_counted_alike_wherever_they_are_asked_for(text):
    for line in split_lines(SourceText(text, Path("会议.txt"), "")):
        assert line_at(text, line.start) == line.number


def test_what_no_mark_holds_for_has_no_position():
    source = SourceText("标题\n清淤", Path("会议.vtt"), "", (Mark(3, time=7.0),))
    assert position_of(source, Span(0, 2)) == (Mark(0), Mark(1))
