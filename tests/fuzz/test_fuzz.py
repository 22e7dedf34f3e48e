"""Whatever comes: no case made up at random ends in an error that nobody foresaw.

A few hundred cases of each subject, the same every time; ``python -m benchmarks.fuzz`` runs thousands of others.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.subjects import Subject, subjects
from tests.fuzz.world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Run the bot with the library's own engine, by words alone."""
    with World(tmp_path_factory.mktemp("world")) as running:
        yield running


@pytest.fixture(scope="module")
def known(world: World) -> dict[str, Subject]:
    """Return the subjects by name."""
    return subjects(world)


def examine(subject: Subject, cases: int) -> None:
    """Check so many cases."""

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=True,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(subject.cases)
    def check(case: object) -> None:
        subject.check(case)

    check()


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize(
    ("name", "cases"), [("updates", 200), ("entities", 100), ("files", 250), ("config", 250), ("questions", 120)]
)
def test_whatever_comes_is_handled_or_refused_in_words(known: dict[str, Subject], name: str, cases: int) -> None:
    examine(known[name], cases)


def test_no_line_of_the_log_at_debug_shows_a_secret(known: dict[str, Subject], world: World) -> None:
    before = world.log.records
    examine(known["updates"], 20)
    assert world.log.records > before
    assert not world.log.leaks
