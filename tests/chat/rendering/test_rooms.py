"""How much room replies take up in a group."""

from __future__ import annotations

import pytest

from bot.chat.rendering.answers import render
from bot.chat.rendering.rooms import GROUP, PRIVATE, has_room, lines_of
from bot.chat.reply import EntityKind, ReplyBuilder
from bot.chat.texts import Language, load_texts
from bot.types import Answer, AnswerStatus, QuestionKind

TEXTS = load_texts(Language.ZH_HANS)
LONG = (
    "年内新增路灯１２０盏，覆盖全部背街小巷；还要办好“老街夜市”，让𠮷祥街的摊主安心、居民放心，"
    "投诉量下降30%以上，坏了的路灯一天内修好。"
)


def test_a_line_holds_eighteen_chinese_characters():
    assert lines_of(ReplyBuilder().write("灯" * 18).build()) == 1
    assert lines_of(ReplyBuilder().write("灯" * 19).build()) == 2
    assert lines_of(ReplyBuilder().write("灯\n\n灯").build()) == 3


def test_a_folded_quote_takes_three_lines_however_long_it_is():
    builder = ReplyBuilder().write("沈𠮷安\n").write("灯" * 500, EntityKind.LONG_QUOTE).write("\n—— 让老街亮起来")
    assert lines_of(builder.build()) == 5


@pytest.fixture
def crowd(make_meeting):
    """Return a meeting at which thirty people say much the same."""
    people = (f"{chr(0x8D75 + number)}立群" for number in range(30))
    return make_meeting([(name, f"第{n}街区主任", f"第{n}街区", "管出清爽街面", LONG) for n, name in enumerate(people)])


def test_in_a_group_quotes_are_folded_and_the_whole_is_one_screen(crowd, make_quote, make_question):
    quotes = tuple(make_quote(speech, LONG) for speech in crowd.speeches)
    answer = Answer(make_question("谁提到了路灯", QuestionKind.LIST), crowd, AnswerStatus.ANSWERED, quotes)
    group = render(answer, TEXTS, room=GROUP)
    assert {entity.kind for entity in group.entities if entity.kind.is_quote} == {EntityKind.LONG_QUOTE}
    assert has_room(group, GROUP)
    assert TEXTS.more.format(count=30 - group.text.count(LONG)) in group.text
    private = render(answer, TEXTS, room=PRIVATE)
    assert private.text.count(LONG) > group.text.count(LONG) >= 3
    assert {entity.kind for entity in private.entities if entity.kind.is_quote} == {EntityKind.QUOTE}


def test_in_a_group_those_who_did_not_say_it_stand_in_a_row(crowd, make_question):
    question = make_question("谁没提到夜市", QuestionKind.ABSENT, words=["夜市"])
    answer = Answer(question, crowd, AnswerStatus.ANSWERED, speakers=crowd.speakers)
    assert TEXTS.join(crowd.speakers) in render(answer, TEXTS, room=GROUP).text
    assert "第29街区主任" in render(answer, TEXTS).text
    assert has_room(render(answer, TEXTS, room=GROUP), GROUP)


def test_in_a_group_the_buttons_share_one_row(street, make_quote, make_question):
    quotes = (make_quote(street.speeches[1], "下半年清淤河道8公里"),)
    answer = Answer(make_question("清淤"), street, AnswerStatus.ANSWERED, quotes)
    assert len(render(answer, TEXTS, exchange_id=7, room=GROUP).buttons) == 1
    assert len(render(answer, TEXTS, exchange_id=7).buttons) == 2


def test_a_question_back_cannot_be_voted_on(street, make_question):
    answer = Answer(make_question("主任"), street, AnswerStatus.CLARIFY, speakers=street.speakers)
    buttons = render(answer, TEXTS, exchange_id=7).buttons
    assert not any("vote" in button.value for row in buttons for button in row)
