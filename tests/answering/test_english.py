"""English words find their Chinese wordings whatever their ending."""

from __future__ import annotations

import pytest

from bot.answering.english import wordings


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("subsidies", "subsidy"),
        ("markets", "market"),
        ("policies", "policy"),
        ("subsidising", "subsidy"),
        ("hospital's", "hospital"),
    ],
)
def test_an_inflected_word_means_what_its_base_means(inflected: str, base: str) -> None:
    assert wordings(base)
    assert set(wordings(inflected)) & set(wordings(base))


def test_a_compound_means_what_its_parts_mean() -> None:
    assert set(wordings("school")) <= set(wordings("primary-school"))


@pytest.mark.parametrize("word", ["xyzzy", "s", "'s", "ing", "", "--"])
def test_what_is_no_word_means_nothing(word: str) -> None:
    assert wordings(word) == ()
