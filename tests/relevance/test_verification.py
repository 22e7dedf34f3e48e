"""Quotations as people paste them are judged right, and those that a rule makes from the meeting itself."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bot import paths
from bot.answering.verification import Verifier
from bot.corpus.reader import read_meeting
from bot.types import Meeting, Verification


def read(root: Path, name: str) -> Meeting:
    """Read the meeting a set is about."""
    source = paths.default_meeting() if name == "taicang" else root.parent / "shared/eval/digests" / f"{name}.txt"
    if not source.exists():
        pytest.skip("the public digests are not beside the repository")
    return read_meeting(source)


def is_right(one: Verification, expected: dict[str, str]) -> bool:
    """Tell whether a verification is as expected; an empty speaker is the reporter."""
    speaker, difference = expected.get("speaker"), expected.get("difference")
    return (
        one.status.value == expected["status"]
        and (speaker is None or (speaker in one.speakers if speaker else not one.speakers))
        and (difference is None or one.differences[0].kind.value == difference)
    )


@pytest.mark.parametrize("name", ["taicang", "legco-cm1031", "mofa-2018-04"])
def test_quotations_as_people_paste_them_are_judged_right(root: Path, name: str) -> None:
    verifier = Verifier(read(root, name))
    lines = (root / "tests/relevance" / f"verify-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for case in map(json.loads, lines):
        told = verifier.verify(case["text"])
        if len(told) != len(case["expect"]) or not all(map(is_right, told, case["expect"])):
            wrong.append(case["id"])
    assert wrong == []


@pytest.fixture(scope="module")
def benchmark(root: Path) -> ModuleType:
    """Return ``benchmarks/verification.py``, which makes quotations of a meeting."""
    spec = importlib.util.spec_from_file_location("benchmark_verification", root / "benchmarks/verification.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["taicang", "legco-cm1121-b", "mofa-2017-05"])
def test_quotations_made_of_a_meeting_are_told_from_those_tampered_with(
    benchmark: ModuleType, root: Path, name: str
) -> None:
    _, misses, _ = benchmark.measure(read(root, name), [])
    assert [(case.kind, case.text) for case in misses] == []
