"""The buttons under an answer, as rows on a phone."""

from __future__ import annotations

import dataclasses

import pytest

from bot.answering.beside import Beside
from bot.chat.rendering.answers import render, render_post, shown_quotes
from bot.chat.rendering.beside import render_more, render_near, render_own, render_pledges, render_suggestion
from bot.chat.rendering.contexts import render_context, render_printed, render_whole
from bot.chat.rendering.posts import Post
from bot.chat.rendering.rooms import GROUP
from bot.chat.reply import ButtonKind, Reply
from bot.chat.texts import Language, load_texts
from bot.types import Answer, AnswerStatus, Comparator, Pledge, Quantity, QuestionKind, Quote, Span

HANS = load_texts(Language.ZH_HANS)
TEXTS = [load_texts(language) for language in Language]


@pytest.fixture
def post(street, make_quote, make_question) -> Post:
    """Return an answer with everything there can be beside it."""
    lamps = make_quote(street.speeches[0], "年内新增路灯１２０盏", "１２０盏")
    market = make_quote(street.speeches[0], "还要办好“老街夜市”")
    repair = make_quote(street.speeches[2], "路灯坏了，24小时内修好")
    beside = Beside(
        {"沈𠮷安": (market,)}, (repair,), {"沈𠮷安": (Pledge(lamps, (Span(4, 6),), commitment=Span(0, 2)),)}
    )
    answer = Answer(make_question("路灯"), street, AnswerStatus.ANSWERED, (lamps,))
    return Post(answer, HANS, 7, beside=beside)


def labels(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.buttons]


def test_everything_has_its_button_in_three_rows_of_three(post):
    assert labels(render_post(post)) == [
        ["上下文", "相近的话", "沈𠮷安还说"],
        ["承诺", "原文排版", "复制引文"],
        ["分享", "👍", "👎"],
    ]


def test_what_would_be_empty_has_no_button(post):
    assert labels(render_post(dataclasses.replace(post, beside=Beside()))) == [
        ["上下文", "原文排版", "复制引文"],
        ["分享", "👍", "👎"],
    ]


def test_the_rest_of_an_answer_comes_before_what_is_near_it(post, make_quote):
    more = make_quote(post.answer.meeting.speeches[1], "清淤河道8公里")
    answer = dataclasses.replace(post.answer, quotes=(*post.answer.quotes, more))
    cut = dataclasses.replace(post, answer=answer, max_quotes=1)
    assert labels(render_post(cut))[0] == ["上下文", "更多", "沈𠮷安还说"]
    assert "清淤河道8公里" in render_more(cut, shown_quotes(cut), 0).text


def test_among_several_quotes_it_is_said_which_is_copied(post, make_quote):
    more = make_quote(post.answer.meeting.speeches[1], "清淤河道8公里")
    answer = dataclasses.replace(post.answer, quotes=(*post.answer.quotes, more))
    assert labels(render_post(dataclasses.replace(post, answer=answer)))[1:] == [
        ["承诺", "原文排版", "复制首条"],
        ["分享首条", "👍", "👎"],
    ]


def test_a_list_that_is_cut_short_points_to_its_button(post):
    text = post.answer.meeting.speeches[0].text
    quotes = tuple(Quote(post.answer.meeting.speeches[0], Span(at, at + 1)) for at in range(len(text) - 1))
    question = dataclasses.replace(post.answer.question, kind=QuestionKind.LIST)
    answer = dataclasses.replace(post.answer, question=question, quotes=quotes[:15])
    assert "还有 3 处没有列出，点“更多”就能看到。" in render_post(dataclasses.replace(post, answer=answer)).text
    assert "点“更多”" not in render(answer, HANS).text


def test_a_group_has_one_row_and_the_rest_behind_it(post, make_quote):
    group = dataclasses.replace(post, room=GROUP)
    assert labels(render_post(group)) == [["上下文", "👍", "👎"]]
    more = make_quote(post.answer.meeting.speeches[1], "清淤河道8公里")
    cut = dataclasses.replace(group, answer=dataclasses.replace(post.answer, quotes=(*post.answer.quotes, more)))
    assert labels(render_post(dataclasses.replace(cut, max_quotes=1))) == [["上下文", "更多", "👍", "👎"]]


def test_the_line_that_names_a_speaker_is_not_what_is_put_in_context(post):
    role = Quote(post.answer.meeting.reporter, Span(0, 4))
    answer = dataclasses.replace(post.answer, quotes=(role, *post.answer.quotes))
    reply = render_post(dataclasses.replace(post, answer=answer))
    assert reply.buttons[0][0].value == "context:7:1"


def test_suggested_speeches_are_opened_by_name_or_by_section_where_names_are_alike(post, make_meeting):
    role = ("何敏", "市水务局局长", "市水务局")
    meeting = make_meeting(
        [(*role, "一河清水", "清淤。"), (*role, "一城绿意", "植绿。"), ("沈𠮷安", "", "", "", "亮灯。")]
    )
    answer = Answer(post.answer.question, meeting, AnswerStatus.NOT_FOUND, suggestions=meeting.speeches)
    reply = render_post(dataclasses.replace(post, answer=answer))
    assert labels(reply) == [["一河清水 ›", "一城绿意 ›", "沈𠮷安 ›"], ["👍", "👎"]]
    assert labels(render_suggestion(dataclasses.replace(post, answer=answer), 0, 0)) == [["返回"]]


def test_whoever_may_be_meant_has_a_button_and_no_key(post):
    answer = Answer(
        post.answer.question, post.answer.meeting, AnswerStatus.CLARIFY, speakers=post.answer.meeting.speakers
    )
    reply = render_post(dataclasses.replace(post, answer=answer))
    assert [button.value for row in reply.buttons for button in row] == ["meant:7:0", "meant:7:1", "meant:7:2"]
    assert reply.keys == ()


def test_the_speakers_other_words_are_one_tap_from_each_others(post, make_quote):
    meeting = post.answer.meeting
    own = {name: (make_quote(speech, speech.text[:5]),) for name, speech in zip(meeting.speakers, meeting.speeches)}  # noqa: B905
    many = dataclasses.replace(post, beside=Beside(own))
    assert labels(render_own(many, 0, 0)) == [["返回", "何敏 ›"]]
    assert labels(render_own(many, 1, 0)) == [["‹ 沈𠮷安", "返回", "周立群 ›"]]
    with pytest.raises(LookupError):
        render_own(many, 3, 0)


@pytest.fixture
def pledged(post, make_meeting) -> Post:
    """Return an answer beside which three pledges stand, two of which share how firmly they are meant."""
    words = "下半年力争清淤河道8公里、建成示范段2处。把河管好。"
    meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", words)])

    def place(part: str) -> Span:
        return Span(words.index(part), words.index(part) + len(part))

    def pledge(part: str, number: str = "") -> Pledge:
        quantity = Quantity(1.0, 1.0, "", Comparator.EXACT, place(number)) if number else None
        firmly = place("力争") if number else None
        return Pledge(Quote(meeting.speeches[0], place(part)), (place(part),), quantity, place("下半年"), firmly)

    pledges = (pledge("把河管好"), pledge("清淤河道8公里", "8公里"), pledge("建成示范段2处", "2处"))
    return dataclasses.replace(post, beside=Beside(pledges={"何敏": pledges}))


def test_a_pledge_shows_how_firmly_how_much_and_by_when_and_those_that_share_it_are_one_quote(pledged):
    reply = render_pledges(pledged, 0, 0)
    assert reply.text.startswith("何敏的承诺：\n\n何敏 · ")
    quotes = [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind.is_quote]
    assert quotes == ["下半年力争清淤河道8公里、建成示范段2处", "把河管好"]
    bold = [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind.value == "bold"]
    assert bold == ["何敏", "下半年", "力争", "8公里", "2处"]


@pytest.mark.parametrize("texts", TEXTS)
def test_every_button_is_short_and_every_row_fits_a_phone(post, texts):
    shown = dataclasses.replace(post, texts=texts)
    replies = [
        render_post(shown),
        render_context(shown, 0),
        render_whole(shown, 0, 0),
        render_printed(shown, 0),
        render_near(shown, 0),
        render_own(shown, 0, 0),
        render_pledges(shown, 0, 0),
    ]
    for reply in replies:
        assert len(reply.buttons) <= 3
        for row in reply.buttons:
            assert len(row) <= 3
            assert all(len(button.label) <= 16 for button in row)


def test_what_is_shared_is_the_place_of_the_quote(post):
    (shared,) = [button.value for row in render_post(post).buttons for button in row if button.kind is ButtonKind.SHARE]
    assert shared == f"{post.answer.meeting.source.sha256[:8]}-0-0-a"
