"""Terms are found in a text whole, in another wording, in part, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.matching import coverage, match_each, match_terms
from bot.types import Term

TEXT = "年内完成老旧小区改造45个，改造断头路3条"


def strength(term: Term, text: str = TEXT) -> float:
    """Match one term."""
    (match,) = match_terms([term], text)
    return match.strength


def test_a_word_is_found_wherever_it_stands() -> None:
    (match,) = match_terms([Term("改造", 1.0)], TEXT)
    assert match.strength == 1.0
    assert [span.of(TEXT) for span in match.places] == ["改造", "改造"]


def test_the_word_is_worth_more_than_another_wording_and_that_more_than_nothing() -> None:
    assert 1.0 > strength(Term("翻新", 1.0, ("改造",))) > strength(Term("翻新", 1.0)) == 0.0


def test_a_part_of_a_word_is_worth_less_than_the_word() -> None:
    assert 0.0 < strength(Term("小区车位", 1.0)) < 1.0


def test_a_single_character_in_common_is_no_match() -> None:
    assert strength(Term("路灯", 1.0)) == 0.0


def test_coverage_is_the_share_of_the_weight_found() -> None:
    assert coverage(match_terms([Term("改造", 3.0), Term("飞机", 1.0)], TEXT)) == pytest.approx(0.75)
    assert coverage(()) == 0.0


WORDS = st.text(alphabet="改造小区路灯45个", min_size=1, max_size=5)


@settings(deadline=None)
@given(
    st.lists(st.builds(Term, WORDS, st.just(0.5), st.lists(WORDS, max_size=2).map(tuple)), max_size=4),
    st.lists(st.text(alphabet="改造小区路灯45个，", max_size=12), max_size=6),
)
def test_many_texts_at_once_hold_what_each_holds_by_itself(terms: list[Term], texts: list[str]) -> None:
    assert match_each(terms, texts) == [match_terms(terms, text) for text in texts]


@settings(deadline=None)
@given(st.lists(WORDS, max_size=5), st.text(max_size=40))
def test_coverage_and_places_stay_in_bounds(words: list[str], text: str) -> None:
    matches = match_terms([Term(word, 0.5) for word in words], text)
    assert 0.0 <= coverage(matches) <= 1.0
    for match in matches:
        assert bool(match.places) == (match.strength > 0)
        assert all(span.end <= len(text) for span in match.places)


def test_another_wording_is_no_piece_of_two_words() -> None:
    metro = Term("地铁", 0.7, ("港铁",))
    assert match_terms([metro], "太仓港铁路物流园")[0].strength == 0.0
    assert match_terms([metro], "港铁延长服务时间")[0].strength == pytest.approx(0.85)
    firms = Term("公司", 0.5, ("企业",))
    assert match_terms([firms], "扶持中小企业")[0].strength == pytest.approx(0.85)
