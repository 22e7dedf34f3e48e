"""A document of every format, added and asked about as it is typed: its bytes stay, and the citation leads to them."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from tests.formats import Sample, samples

CONFIGURED = "全市防汛会\n2021年3月5日，全市召开防汛会。\n□市应急局局长 程小雨\n防汛演练不少于3次。\n"
LEGCO = Path(__file__).resolve().parents[3] / "shared" / "eval" / "legco" / "raw"
QUESTION = "新增路灯多少盏？"
every_format = pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)


@pytest.fixture
def run(tmp_path: Path):
    """Return what runs a command with a data folder of this test's own."""
    (tmp_path / "防汛.txt").write_text(CONFIGURED, encoding="utf-8")
    config = tmp_path / "bot.toml"
    config.write_text('[data]\ndirectory = "data"\n[meeting]\nsource = "防汛.txt"\n', encoding="utf-8")

    def run_command(*words: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--config", str(config)])

    return run_command


def write(sample: Sample, folder: Path) -> Path:
    path = folder / sample.name
    path.write_bytes(sample.raw)
    return path


@every_format
def test_a_document_is_added_byte_for_byte_and_answered_with_its_place(run, tmp_path: Path, sample: Sample):
    assert run("add", write(sample, tmp_path)).exit_code == 0
    record = json.loads(run("meetings", "--json").stdout.splitlines()[-1])
    (kept,) = [path for path in (tmp_path / "data").rglob(sample.name) if path.is_file()]
    assert kept.read_bytes() == sample.raw
    assert record["meeting_id"] == hashlib.sha256(sample.raw).hexdigest()[:8]

    shown = run("ask", QUESTION, "--no-encoder").stdout
    assert sample.words in shown
    (origin,) = [line for line in shown.splitlines() if line.startswith("——") and "防汛" not in line]
    assert origin.endswith(f" · {sample.cited}" if sample.cited else "》")
    told = json.loads(run("ask", QUESTION, "--no-encoder", "--json").stdout)["quotes"][0]
    assert sample.words in told["text"]
    assert sample.place.items() <= told["place"].items()


@every_format
def test_the_place_is_the_same_wherever_a_file_is_shown(run, tmp_path: Path, sample: Sample):
    path = write(sample, tmp_path)
    shown = json.loads(run("show", path, "--json").stdout)["speeches"][0]
    first = {key: value for key, value in sample.place.items() if not key.startswith("last_")}
    assert first.items() <= shown.items()
    verified = run("verify", sample.words, "--meeting", path)
    assert verified.exit_code == 0
    assert sample.cited.partition("—")[0] in verified.stdout  # the words alone stand on the first of two pages
    rows = list(
        csv.DictReader(run("pledges", "--format", "csv", "--meeting", path).stdout.lstrip("\ufeff").splitlines())
    )
    (lamps,) = [row for row in rows if "１２０" in row["数字"]]
    place = next(iter(first))
    assert {"paragraph": "段", "page": "页", "line": "行", "time": ":"}[place] in lamps["出处"]


@pytest.mark.skipif(not LEGCO.is_dir(), reason="../shared/eval/legco is not there")
def test_a_day_of_hansard_is_added_and_answered_with_the_lines_of_the_file(run, tmp_path: Path):
    day = min(LEGCO.glob("*.txt"), key=lambda path: path.stat().st_size)
    raw = day.read_bytes()
    assert run("add", day).exit_code == 0
    (kept,) = (tmp_path / "data").rglob(day.name)
    assert kept.read_bytes() == raw
    told = json.loads(run("ask", "谁谈到退休保障？", "--no-encoder", "--json").stdout)
    assert told["quotes"]
    lines = raw.decode().splitlines()
    for quote in told["quotes"]:
        first, last = quote["place"]["line"], quote["place"].get("last_line", quote["place"]["line"])
        assert quote["text"].replace(" ", "").replace("\n", "") in "".join(lines[first - 1 : last]).replace(" ", "")
