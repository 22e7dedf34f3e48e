"""Whatever the page does to the words, each stands for one place of the file: checked on random documents."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.passages import segment
from bot.corpus.reader import parse_meeting
from bot.types import Meeting, SourceText, Span, squash

_PIECES = st.sampled_from(
    [
        *"稳增长𠮷野家䶮㐂",
        "力争规上工业产值同比增长８％以上",
        "签约落户超10亿元制造业项目5至6个",
        "，",
        "；",
        "“抓落实。”。",
        "……",
        "“一网通办”",
        "太e企，一起向未来",
        "Smart Factory",
        "39.8",
    ]
)
_PARAGRAPHS = st.lists(_PIECES, min_size=1, max_size=12).map(lambda pieces: "稳" + "".join(pieces) + "。")
_SPEAKERS = st.sampled_from(
    [
        ("市委常委、高新区党工委书记", "毛雅萍"),
        ("副市长、市公安局局长", "陈磊"),
        ("沙溪镇党委书记", "𠮷晓红"),
        ("外交部发言人", "买买提·艾力"),
    ]
)
_HEADINGS = st.sampled_from(["当好“压舱石”", "维护社会安定 保障人民安宁", "抓项目"])


@dataclass(frozen=True)
class Document:
    """A printed page and what it must be read as: per speech, name, role, section and words without whitespace."""

    text: str
    speeches: tuple[tuple[str, str, str, str], ...]


def _printed(layout: int, heading: str, role: str, name: str) -> list[str]:
    return [
        [f"### {heading}", f"□{role} {name}"],
        [f"**{role} {name}**：{heading}"],
        [heading, f"{role} {name}："],
        [f"【{heading}】", f"●{role} {name}"],
    ][layout]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Build a page of one layout, its paragraphs broken at random places by one to four line ends."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    layout = draw(st.integers(0, 3))
    indent = "　　" if layout == 2 else ""
    gaps = st.integers(2, 4).map(lambda count: end * count)
    text = f"# 市委工作会议{draw(gaps)}"
    speeches = []
    for _ in range(draw(st.integers(1, 3))):
        heading = draw(_HEADINGS)
        role, name = draw(_SPEAKERS)
        for line in _printed(layout, heading, role, name):
            text += line + draw(gaps)
        paragraphs = draw(st.lists(_PARAGRAPHS, min_size=1, max_size=3))
        for paragraph in paragraphs:
            cuts = sorted(set(draw(st.lists(st.integers(1, len(paragraph) - 1), max_size=3))))
            lines = [paragraph[start:stop] for start, stop in pairwise([0, *cuts, len(paragraph)])]
            text += indent + lines[0]
            for line in lines[1:]:
                text += end * draw(st.integers(1, 4)) + line
            text += draw(gaps)
        speeches.append((name, role, heading, squash("".join(paragraphs))))
    return Document(text, tuple(speeches))


def _read(document: Document) -> Meeting:
    return parse_meeting(SourceText(document.text, Path("会议.txt"), ""))


@given(documents())
def test_no_visible_character_is_lost_or_given_to_another(document: Document) -> None:
    meeting = _read(document)
    assert tuple((s.speaker, s.role, s.section, squash(s.text)) for s in meeting.speeches) == document.speeches


@given(documents())
def test_every_character_is_the_sources_character_at_its_offset(document: Document) -> None:
    for speech in _read(document).speeches:
        assert "".join(document.text[offset] for offset in speech.offsets) == speech.text


@given(documents())
def test_offsets_strictly_increase(document: Document) -> None:
    meeting = _read(document)
    for speech in (meeting.reporter, *meeting.speeches):
        assert all(left < right for left, right in pairwise(speech.offsets))


@given(documents(), st.data())
def test_any_span_equals_its_source_but_for_whitespace(document: Document, data: st.DataObject) -> None:
    meeting = _read(document)
    speech = data.draw(st.sampled_from(meeting.speeches))
    start = data.draw(st.integers(0, len(speech.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(speech.text))))
    assert squash(speech.source_span(span).of(document.text)) == squash(span.of(speech.text))


@given(documents())
def test_visible_words_of_the_reporter_are_the_sources_too(document: Document) -> None:
    reporter = _read(document).reporter
    for character, offset in zip(reporter.text, reporter.offsets, strict=True):
        assert character == "\n" or document.text[offset] == character


@given(documents())
def test_passages_hold_every_word_once_and_in_order(document: Document) -> None:
    for speech in _read(document).speeches:
        passages = segment(speech)
        assert squash("".join(passage.text for passage in passages)) == squash(speech.text)
        assert all(left.span.end <= right.span.start for left, right in pairwise(passages))
