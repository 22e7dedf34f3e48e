"""``whosaid feedback``, as a person or a script runs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answering.engine import Engine
from bot.chat.services import Services
from bot.cli import app
from bot.config import DataSettings, Settings
from bot.evaluation.questions import read_judged_topics
from bot.store.store import Store
from bot.store.votes import Vote


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "bot.toml"
    path.write_text(f'[data]\ndirectory = "{tmp_path / "data"}"\n', encoding="utf-8")
    return path


@pytest.fixture
def asked(config: Path, engine: Engine, settings: Settings) -> Sequence[str]:
    """Ask the bot some questions as two people would, vote on two answers, and return the questions."""
    questions = ("谁承诺引进百亿级销售项目？", "谁承诺建设海底隧道博物馆？", "谁承诺建设海底隧道博物馆？", "你好")
    store = Store.open(DataSettings(directory=config.parent / "data").database)
    services = Services(engine, settings, store, None)
    for number, question in enumerate(questions):
        services._ask((7_123_456_789 + number % 2, 7_123_456_789 + number % 2), question, repeated=False)
    store.votes.cast(1, 7_123_456_789, Vote.UP)
    store.votes.cast(3, 7_123_456_789, Vote.DOWN)
    store.close()
    return questions


def test_where_the_bot_never_ran_there_is_nothing_and_nothing_is_made(config):
    code, out, _ = run("feedback", "--config", config)
    assert (code, out) == (0, "Nothing yet: every question got an answer, and nobody has voted.\n")
    assert not (config.parent / "data").exists()


def test_questions_without_an_answer_and_votes_are_listed_without_who_asked(config, asked):
    code, out, _ = run("feedback", "--config", config)
    assert code == 0
    assert out.startswith("2 questions, 1 without a good answer; 👍 1, 👎 1\n")
    (tunnel,) = [line for line in out.splitlines() if "海底隧道" in line]
    assert tunnel.split()[1:] == ["2", "1", "not_found", asked[1]]
    assert "712345678" not in out
    assert "你好" not in out


def test_a_program_reads_one_question_a_line(config, asked):
    _, out, _ = run("feedback", "--json", "--config", config)
    records = {record["question"]: record for record in map(json.loads, out.splitlines())}
    assert records.keys() == {asked[0], asked[1]}
    assert (records[asked[1]]["asked"], records[asked[1]]["downs"], records[asked[1]]["open"]) == (2, 1, True)
    assert (records[asked[0]]["ups"], records[asked[0]]["open"], records[asked[0]]["status"]) == (1, False, "answered")
    assert "712345678" not in out


def test_what_is_exported_can_be_evaluated_at_once(config, asked):
    path = config.parent / "set.jsonl"
    code, _, err = run("feedback", "--export", path, "--config", config)
    assert (code, err) == (0, "2 questions written, 2 of them to be judged by a person\n")
    topics = {topic.question: topic for topic in read_judged_topics(path)}
    assert topics[asked[0]].answerable
    assert not topics[asked[1]].answerable
    code, out, _ = run("eval", path, "--json", "--config", config)
    assert (code, json.loads(out)["answer"], json.loads(out)["reject"]) == (0, 1.0, 1.0)


def test_a_set_that_somebody_may_have_judged_is_not_written_over(config, asked):  # noqa: ARG001
    path = config.parent / "set.jsonl"
    path.write_text("mine", encoding="utf-8")
    code, _, err = run("feedback", "--export", path, "--config", config)
    assert code == 3
    assert "set.jsonl: is there already" in err
    assert path.read_text(encoding="utf-8") == "mine"
