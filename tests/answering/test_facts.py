"""Facts: the best passage first, and what belongs together in one quote."""

from __future__ import annotations

from bot.answering.engine import Engine
from bot.types import AnswerStatus


def test_two_sentences_that_follow_one_another_are_quoted_as_one(town_engine: Engine) -> None:
    answer = town_engine.answer("谁说要修复古村落、推广高山茶叶种植，坚持夜间巡逻？")
    (quote, *_) = answer.quotes
    assert "高山茶叶" in quote.text
    assert "夜间巡逻" in quote.text


def test_sentences_with_others_between_them_stay_apart(town_engine: Engine) -> None:
    answer = town_engine.answer("谁说要加装电梯，还要新建口袋公园？")
    assert all(
        not {"电梯", "口袋公园"} <= {word for word in ("电梯", "口袋公园") if word in quote.text}
        for quote in answer.quotes
    )


def test_a_place_in_a_row_is_not_how_far_somebody_rose(town_engine: Engine) -> None:
    assert town_engine.answer("老旧小区改造在全省排第几名？").status is not AnswerStatus.ANSWERED
    assert town_engine.answer("老旧小区改造多少个？").status is AnswerStatus.ANSWERED


PEACE = """# 平安

□市公安局局长 江一帆

办好湖滨啤酒节。

守好夜市，启动江畔啤酒节。

□市园林局局长 花满枝

种树。
"""


def test_what_no_number_counts_is_shown_one_by_one(make_meeting, make_search) -> None:
    engine = Engine(make_search(make_meeting(PEACE)).index)
    answer = engine.answer("要办几个啤酒节？")
    assert answer.status is AnswerStatus.ANSWERED
    assert [quote.text for quote in answer.quotes] == ["办好湖滨啤酒节。", "守好夜市，启动江畔啤酒节。"]
    assert engine.answer("啤酒节花了多少钱？").status is not AnswerStatus.ANSWERED


def test_a_yes_or_no_question_hears_which_of_its_words_nobody_said(town_engine: Engine) -> None:
    answer = town_engine.answer("云岭镇会推广咖啡豆和高山茶叶种植吗？")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.missing == ("咖啡豆",)
    assert town_engine.answer("云岭镇会推广高山茶叶种植吗？").missing == ()
