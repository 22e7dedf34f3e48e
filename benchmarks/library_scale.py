"""Adds a very large collection to a library and asks it, as ``whosaid add`` and the bot do, and measures both.

    python -m benchmarks.library_scale PASSAGES.jsonl.gz [--questions N]

The collection is JSON Lines: ``text``, ``speaker`` and ``section`` of each passage. It is written as a debate in Akoma
Ntoso, which is then added in a process of its own. Questions are made of the passages: some words of one of them, asked
in eight ways, three of them with its speaker named. Prints seconds, megabytes and milliseconds; the last line is JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from bot import paths
from bot.corpus.reader import read_meeting
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.store.store import Store
from bot.types import AnswerStatus

_WAYS = (
    "谁提到{words}？",
    "{words}是怎么说的？",
    "关于{words}有什么说法？",
    "{words}的情况怎么样",
    "哪些人谈到{words}",
    "{speaker}怎么说{words}？",
    "{speaker}对{words}说了什么",
    "{speaker}有没有提到{words}？",
)
_RUN = re.compile(r"[\u4e00-\u9fff]{4,8}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        print(json.dumps(_measure(arguments.passages, folder, arguments.questions), ensure_ascii=False))


def _measure(passages: Path, folder: Path, count: int) -> dict[str, float]:
    with gzip.open(passages, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    digest = folder / "collection.xml"
    digest.write_text("".join(_debate(records)), encoding="utf-8")
    config = folder / "bot.toml"
    config.write_text('[data]\ndirectory = "data"\n[retrieval]\nencoder = "none"\n', encoding="utf-8")
    figures: dict[str, float] = {"passages": len(records), "characters": sum(len(record["text"]) for record in records)}
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot", "add", str(digest), "--config", str(config)]
    subprocess.run(command, check=True)  # noqa: S603 - our own program
    figures["add_seconds"] = round(time.perf_counter() - started, 1)
    figures["add_rss_mb"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)

    started = time.perf_counter()
    store = Store.open(folder / "data" / "whosaid.sqlite")
    library = Library(folder / "data" / "meetings", store.meetings)
    engine = LibraryEngine(read_meeting(paths.default_meeting()), library)
    engine.answer("谁发言了？")
    figures["start_seconds"] = round(time.perf_counter() - started, 1)

    milliseconds: list[float] = []
    found = right = 0
    for question, words in _questions(records, count):
        started = time.perf_counter()
        answer = engine.answer(question)
        milliseconds.append((time.perf_counter() - started) * 1000)
        if answer.status in {AnswerStatus.ANSWERED, AnswerStatus.CORRECTED}:
            found += 1
            right += any(words in quote.text for quote in answer.quotes)
    milliseconds.sort()
    figures |= {
        "questions": len(milliseconds),
        "median_ms": round(milliseconds[len(milliseconds) // 2], 1),
        "p99_ms": round(milliseconds[int(len(milliseconds) * 0.99)], 1),
        "answered": round(found / len(milliseconds), 3),
        "holds_the_words": round(right / len(milliseconds), 3),
        "rss_mb": _rss(),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    return figures


def _debate(records: list[dict[str, str | None]]) -> Iterator[str]:
    yield '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><debateBody>'
    yield "<docTitle>会议记录汇编</docTitle>"
    section = None
    for record in records:
        if record["section"] != section:
            section = record["section"]
            yield f"<heading>{escape(_shown(section or '其他'))}</heading>"
        yield f"<speech><from>{escape(_shown(record['speaker'] or '主持人'))}</from>"
        yield "".join(f"<p>{escape(_shown(line))}</p>" for line in (record["text"] or "").split("\n") if line.strip())
        yield "</speech>"
    yield "</debateBody></debate></akomaNtoso>"


def _shown(text: str) -> str:
    """Return a text without the control characters that XML does not take."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _questions(records: list[dict[str, str | None]], count: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(6)  # noqa: S311 - the same questions every time
    made = 0
    for record in chance.sample(records, len(records)):
        runs = _RUN.findall(record["text"])
        if not runs or len(record["speaker"] or "") < 2:  # noqa: PLR2004 - a name
            continue
        words = chance.choice(runs)
        yield _WAYS[made % len(_WAYS)].format(words=words, speaker=record["speaker"]), words
        made += 1
        if made == count:
            return


def _rss() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    main()
