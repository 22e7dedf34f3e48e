"""Figures of retrieval: read, ranked beside BM25, printed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answering.parsing import content
from bot.cli import app
from bot.errors import QuestionSetError
from bot.evaluation.retrieval import document, measure_retrieval, read_collection, retrieval_figures
from bot.retrieval.documents import DocumentIndex
from bot.store.vectors import VectorStore

PASSAGES = [
    {"id": "a", "text": "自来水厂二期六月投产，日供水能力提高到八万吨。", "speaker": "陈立", "date": "2020-05-06"},
    {"id": "b", "text": "老旧小区改造一百二十栋，加装电梯三十部。", "speaker": "陈立", "date": "2020-05-07"},
    {"id": "c", "text": "公交线路优化十二条，末班车延到晚上十点。", "speaker": "吴芳", "date": "2020-05-06"},
    {"id": "d", "text": "农贸市场全部完成改造，实行明码标价。", "speaker": "吴芳", "date": None},
    {"id": "e", "text": "中方已经多次表明立场。", "title": "新闻发布会", "speaker": "陈立", "date": "2020-05-06"},
    {"id": "f", "text": "中方已经多次表明立场。", "title": "新闻发布会", "speaker": "陈立", "date": "2020-05-08"},
    {"id": "g", "text": "图书馆延长开放时间，周末不休息。"},
    {"id": "h", "text": "养老服务中心覆盖全部社区。", "section": "民生"},
    {"id": "i", "text": "雨季前疏通排水管网五十公里。", "section": "城建"},
    {"id": "j", "text": "空气质量优良天数达到三百天。", "section": "环保"},
]
QUERIES = [
    {"id": "1", "text": "电梯加装多少部？", "gold": ["b"]},
    {"id": "2", "text": "2020年5月8日，发布会怎样表明立场？", "gold": ["f"]},
    {"id": "3", "text": "末班车几点？", "gold": ["c", "a"]},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    corpus, queries = tmp_path / "corpus.jsonl.gz", tmp_path / "queries.jsonl"
    corpus.write_bytes(gzip.compress("\n".join(map(json.dumps, PASSAGES)).encode()))
    queries.write_text("\n".join(map(json.dumps, QUERIES)), encoding="utf-8")
    return corpus, queries


def test_a_text_of_another_day_is_told_apart_where_bm25_cannot(files) -> None:
    passages, queries = read_collection(*files)
    index = DocumentIndex([document(passage) for passage in passages], content, None, VectorStore(None))
    rankings = measure_retrieval(passages, queries, index).rankings
    assert rankings["BM25"].first == pytest.approx(2 / 3), "e and f say the same, and e comes first"
    assert rankings["BM25 with titles"].first == pytest.approx(2 / 3), "the day is written otherwise"
    assert rankings["whosaid"].first == 1.0


def test_the_figures_count_the_first_right_passage() -> None:
    figures = retrieval_figures([1, 2, 10, 11], [1.0, 2.0, 3.0, 10.0])
    assert (figures.first, figures.within, figures.milliseconds) == (0.25, 0.75, 2.5)
    assert figures.reciprocal == pytest.approx((1 + 1 / 2 + 1 / 10) / 4)


def test_the_program_prints_ours_beside_bm25(files) -> None:
    corpus, queries = map(str, files)
    done = CliRunner().invoke(app, ["eval", "--retrieval", corpus, queries, "--no-encoder"])
    assert done.exit_code == 0, done.output
    assert "3 queries, 10 passages" in done.stdout
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[1:]] == ["BM25", "BM25 with titles", "whosaid"]


def test_json_holds_the_same(files) -> None:
    corpus, queries = map(str, files)
    done = CliRunner().invoke(app, ["eval", "--retrieval", corpus, queries, "--no-encoder", "--json"])
    report = json.loads(done.stdout)
    assert (report["queries"], report["passages"]) == (3, 10)
    assert report["rankings"]["whosaid"]["first"] == 1.0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", ":1: is no JSON"),
        ('{"id": "1", "text": "问"}', ":1: gold: is missing"),
        ('{"id": "1", "text": "问", "gold": []}', ":1: gold: "),
        ('{"id": "1", "text": "问", "gold": ["z"]}', "no passage of .* is called 'z'"),
        ('{"id": "1", "text": "问", "gold": ["a"]}\n{"id": "1", "text": "问", "gold": ["a"]}', ":2: id: '1' stands"),
        ("\n", "has nothing in it"),
    ],
)
def test_a_wrong_line_is_named(files, line: str, reason: str) -> None:
    corpus, queries = files
    queries.write_text(line, encoding="utf-8")
    with pytest.raises(QuestionSetError, match=reason):
        read_collection(corpus, queries)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("c.jsonl.gz", b"no gzip", "cannot be read"),
        ("c.jsonl", b"\n\xff", ":2: is not UTF-8"),
        ("none", None, "cannot"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(files, tmp_path, name: str, data: bytes | None, reason: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(QuestionSetError, match=reason):
        read_collection(tmp_path / name, files[1])


@pytest.mark.slow
def test_who_said_it_when_is_found_far_more_often_than_by_words(root) -> None:
    folder = root.parent / "shared" / "eval" / "mofa"
    if not folder.exists():
        pytest.skip("the public collections lie outside the repository")
    passages, queries = read_collection(folder / "corpus.jsonl.gz", folder / "who.jsonl")
    index = DocumentIndex([document(passage) for passage in passages], content, None, VectorStore(None))
    rankings = measure_retrieval(passages, queries, index).rankings
    assert rankings["whosaid"].first > rankings["BM25"].first + 0.3
