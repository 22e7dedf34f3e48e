"""Offices and organisations of role lines."""

from __future__ import annotations

import pytest

from bot.corpus.roles import Office, organisation_of, parse_role


def test_a_role_line_names_its_offices_in_order() -> None:
    assert parse_role("市委常委、太仓港经济技术开发区党工委副书记、管委会副主任") == (
        Office("市委", "常委"),
        Office("太仓港经济技术开发区", "副书记"),
        Office("", "副主任"),
    )


@pytest.mark.parametrize(
    "role", ["副市长、市公安局局长", "副市长兼市公安局局长", "副市长兼任市公安局局长", "副市长，市公安局局长"]
)
def test_a_second_office_is_parted_however_it_is_joined(role: str) -> None:
    assert parse_role(role) == (Office("", "副市长"), Office("市公安局", "局长"))


def test_a_deputy_is_no_chief() -> None:
    assert parse_role("教育局副局长") == (Office("教育局", "副局长"),)
    assert parse_role("代市长") == (Office("", "代市长"),)


def test_an_unknown_title_leaves_the_whole_part_as_organisation() -> None:
    assert parse_role("太仓海关") == (Office("太仓海关", ""),)


@pytest.mark.parametrize(
    ("role", "organisation"),
    [
        ("市委常委、高新区党工委书记", "高新区"),
        ("副市长、市公安局局长", "市公安局"),
        ("沙溪镇党委书记", "沙溪镇"),
        ("国务院总理", "国务院"),
        ("外交部发言人", "外交部"),
        ("市委书记", "市委"),
        ("副市长", "副市长"),
    ],
)
def test_a_speaker_stands_for_the_last_specific_organisation(role: str, organisation: str) -> None:
    assert organisation_of(role) == organisation
