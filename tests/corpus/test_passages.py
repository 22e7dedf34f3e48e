"""Sentences, clauses, points."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.passages import clauses, counted_sentence, point_spans, points, segment, sentences
from bot.types import Meeting, SourceText, Span, Speech, squash


def _speech(text: str) -> Speech:
    paragraphs = []
    start = 0
    for paragraph in text.split("\n"):
        paragraphs.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    source = SourceText(text, Path("会议.txt"), "")
    return Speech(source, "方海宁", "市工信局局长", "市工信局", "抓项目", text, range(len(text)), tuple(paragraphs))


def _points(speech: Speech) -> list[str]:
    return [speech.text[start : start + 4] for start in points(speech)]


def test_passages_of_the_shipped_meeting_hold_every_word(meeting: Meeting) -> None:
    for speech in meeting.speeches:
        assert squash("".join(passage.text for passage in segment(speech))) == squash(speech.text)


@pytest.mark.parametrize(
    ("speaker", "openings"),
    [
        ("戚振宇", []),
        ("毛雅萍", ["首先，把", "其次，把", "第三，把"]),
        ("陈磊", ["第一，加", "第二，主", "第三，强"]),
        ("王晓红", ["强化目标", "强化探索", "强化融合"]),
        ("方海宁", ["首先，强", "其次，强", "再次，强"]),
        ("徐向明", ["第一，深", "第二，建", "第三，抓"]),
    ],
)
def test_points_of_the_shipped_meeting_are_found(meeting: Meeting, speaker: str, openings: list[str]) -> None:
    (speech,) = meeting.speeches_of(speaker)
    assert _points(speech) == openings


def test_a_lone_enumerator_counts_nothing() -> None:
    assert points(_speech("首先，抓项目。企业要发展。")) == ()


def test_points_that_do_not_begin_at_the_first_are_no_points() -> None:
    assert points(_speech("此外，要抓项目。最后，要抓服务。")) == ()


def test_passages_know_the_number_of_their_point() -> None:
    speech = _speech("今年开局良好。\n首先，抓项目。项目为王。\n其次，抓服务。")
    assert [(passage.text, passage.point) for passage in segment(speech)] == [
        ("今年开局良好。", 0),
        ("首先，抓项目。", 1),
        ("项目为王。", 1),
        ("其次，抓服务。", 2),
    ]


def test_a_point_reaches_to_the_next_one() -> None:
    speech = _speech("今年开局良好。\n首先，抓项目。项目为王。\n其次，抓服务。")
    assert [span.of(speech.text).strip() for span in point_spans(speech)] == [
        "首先，抓项目。项目为王。",
        "其次，抓服务。",
    ]


def test_a_later_passage_knows_the_words_that_lead_it() -> None:
    speech = _speech("首先，抓项目。项目为王。\n其次，抓服务。服务为本。")
    leads = [passage.lead.of(speech.text) if passage.lead else None for passage in segment(speech)]
    assert leads == [None, "首先，抓项目。", None, "其次，抓服务。"]


def test_a_long_sentence_is_cut_at_its_semicolons() -> None:
    speech = _speech(
        "搭建高效协同的产业链生态分析系统，及时掌握产业发展现状；推动美孚、碧辟等6家头部企业积极参与“灯塔工厂”创建。"
    )
    assert [passage.text for passage in segment(speech)] == [
        "搭建高效协同的产业链生态分析系统，及时掌握产业发展现状；",
        "推动美孚、碧辟等6家头部企业积极参与“灯塔工厂”创建。",
    ]


def test_a_short_sentence_stays_whole() -> None:
    assert [passage.text for passage in segment(_speech("抓项目；抓服务。"))] == ["抓项目；抓服务。"]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = "他说：“要抓落实！”大家鼓掌。"
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == ["他说：“要抓落实！”", "大家鼓掌。"]


def test_a_line_feed_between_english_words_ends_neither_sentence_nor_clause() -> None:
    text = "推广 Smart\nFactory 标准。"
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == [text]
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == [text]


def test_a_stop_after_a_closing_quotation_mark_is_kept() -> None:
    text = "他说“要抓落实。”。大家鼓掌。"
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == ["他说“要抓落实。”。", "大家鼓掌。"]


def test_a_comma_inside_quotation_marks_ends_no_clause() -> None:
    text = "秉持“太e企，一起向未来”服务理念，打造优质服务。"
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == [
        "秉持“太e企，一起向未来”服务理念，",
        "打造优质服务。",
    ]


def test_a_colon_or_comma_between_digits_ends_no_clause() -> None:
    text = "定于上午10:30在市图书馆开馆，全年接待读者14,450人，详见http://example.org/a，欢迎光临。"
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == [
        "定于上午10:30在市图书馆开馆，",
        "全年接待读者14,450人，",
        "详见http://example.org/a，",
        "欢迎光临。",
    ]


def test_the_sentence_that_counts_the_aspects_is_found(meeting: Meeting) -> None:
    (speech,) = meeting.speeches_of("戚振宇")
    span = counted_sentence(speech)
    assert span is not None
    assert "提升营商环境评级四个方面" in span.of(speech.text)
    assert counted_sentence(_speech("抓项目。")) is None


@pytest.mark.parametrize("opening", ["“", "‘", "《", "“甲，"])
def test_quotation_marks_that_are_never_closed_are_cut_at_once(opening: str) -> None:
    """Each read to the end of the text, a million of them would outlast any patience."""
    text = opening * 200_000
    cut = clauses(text, Span(0, len(text)))
    assert "".join(span.of(text) for span in cut) == text


def test_a_speech_of_tens_of_thousands_of_points_is_cut_as_one_of_three() -> None:
    # with a look at every point for every sentence, it would take minutes
    passages = segment(_speech("路灯修好𠮷。" * 50_000))
    assert len(passages) == 50_000
    assert [passage.point for passage in passages[-2:]] == [49_999, 50_000]


def test_marks_alone_are_a_sentence_so_that_whatever_was_said_can_be_shown():
    assert [span.of("甲？\n？？？ ！") for span in sentences("甲？\n？？？ ！", Span(3, 8))] == ["？？？ ！"]
