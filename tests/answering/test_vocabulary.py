"""What a meeting says is learned in runs of whole words."""

from __future__ import annotations

from bot.answering.vocabulary import Vocabulary, boundaries, is_question_word

SAID = "云岭镇将修复古村落六处，全年实现营业收入8亿元。"


def test_runs_of_words_are_known_and_chance_sequences_are_not() -> None:
    known = Vocabulary([SAID]).known
    assert {"修复", "营业收入", "实现营业收入"} <= known
    assert "业收" not in known


def test_words_are_found_by_their_sound_names_and_question_words_too() -> None:
    by_sound = Vocabulary([SAID], ["田小禾"]).by_sound
    assert "修复" in by_sound["xiu", "fu"]
    assert by_sound["tian", "xiao", "he"] == ["田小禾"]
    assert "多少" in by_sound["duo", "sao"]


def test_a_run_of_four_is_found_without_one_of_them() -> None:
    assert Vocabulary([SAID]).by_gap[1, "营收入"] == ["营业收入"]


def test_an_abbreviation_stands_for_the_words_it_is_made_of() -> None:
    assert Vocabulary([SAID]).abbreviated["营收"].most_common(1) == [("营业收入", 1)]


def test_a_run_that_is_no_words_may_be_cut_anywhere() -> None:
    assert boundaries("营业收入")[-1] == 4
    assert boundaries("a-") == [0, 1, 2]


def test_question_words_are_told_from_topics() -> None:
    assert is_question_word("多少")
    assert not is_question_word("收入")
