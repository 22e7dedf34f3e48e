"""What is kept of questions for who improves the bot, and what is not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.store.exchanges import Outcome
from bot.store.feedback import Feedback
from bot.store.store import Forgotten, Store
from bot.store.votes import Vote

FOUND = Outcome("answered", "who", "0a1b2c3d", ("0a1b2c3d-0-0-5",))
NOTHING = Outcome("not_found", "what", "0a1b2c3d")
CHATTER = Outcome("off_topic", "offtopic", "0a1b2c3d")
HE, SHE = (-100_987_654_321, 7_123_456_789), (7_223_456_789, 7_223_456_789)
DAY = 86_400
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp()


class Clock:
    """A clock that is set by hand."""

    now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "whosaid.sqlite"


@pytest.fixture
def store(path, clock):
    store = Store.open(path)
    store.exchanges._clock = store.votes._clock = store.feedback._clock = clock
    yield store
    store.close()


def bytes_kept(path: Path) -> bytes:
    """Return everything that stands in the database's files."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


# --- what is worth a look ---------------------------------------------------------------------------------


def test_questions_without_an_answer_and_votes_are_listed_and_small_talk_is_not(store):
    store.exchanges.add(HE, "谁建隧道？", (), NOTHING)
    store.exchanges.add(HE, "你好", (), CHATTER)
    store.exchanges.add(HE, "谁管路灯？", (), FOUND)
    liked = store.exchanges.add(SHE, "谁清河道？", (), FOUND)
    store.votes.cast(liked, SHE[1], Vote.UP)
    assert {entry.question for entry in store.feedback.entries()} == {"谁建隧道？", "谁清河道？"}


def test_small_talk_that_was_none_is_listed_when_somebody_says_so(store):
    number = store.exchanges.add(HE, "天气预警怎么发？", (), CHATTER)
    store.votes.cast(number, HE[1], Vote.DOWN)
    (entry,) = store.feedback.entries()
    assert (entry.question, entry.downs, entry.is_open) == ("天气预警怎么发？", 1, True)


def test_the_same_question_is_listed_once_with_how_often_and_when_last(store, clock):
    for _ in range(2):
        store.exchanges.add(HE, "谁建隧道𠮷？", (), NOTHING)
    clock.now += 2 * DAY
    number = store.exchanges.add(SHE, "谁建隧道𠮷？", (), NOTHING)
    for user in (1, 2):
        store.votes.cast(number, user, Vote.DOWN)
    assert store.feedback.entries() == (Feedback("谁建隧道𠮷？", (), NOTHING, 3, date(2026, 11, 26), 0, 2),)


def test_the_last_asked_come_first(store, clock):
    store.exchanges.add(HE, "甲", (), NOTHING)
    clock.now += DAY
    for text in ("乙", "丙"):
        store.exchanges.add(HE, text, (), NOTHING)
    assert [entry.question for entry in store.feedback.entries()] == ["丙", "乙", "甲"]


def test_the_messages_before_are_shown_only_where_the_question_leans_on_them(store):
    store.exchanges.add(HE, "那桥呢？", ("隧道谁建？",), NOTHING, follows=True)
    store.exchanges.add(HE, "谁管天桥？", ("我住三楼",), NOTHING)
    contexts = {entry.question: entry.context for entry in store.feedback.entries()}
    assert contexts == {"那桥呢？": ("隧道谁建？",), "谁管天桥？": ()}


def test_contacts_are_never_shown(store):
    store.exchanges.add(HE, "打13812345678问谁？", ("我是 li@example.org",), NOTHING, follows=True)
    (entry,) = store.feedback.entries()
    assert (entry.question, entry.context) == ("打▢问谁？", ("我是 ▢",))


# --- what is deleted --------------------------------------------------------------------------------------


def test_old_exchanges_are_deleted_and_what_is_worth_it_stays_without_anybody(store, path, clock):
    for text, outcome in (("谁建隧道？", NOTHING), ("谁管路灯？", FOUND), ("我叫王小明，电话13812345678", NOTHING)):
        store.exchanges.add(HE, text, ("我住三楼",), outcome)
    number = store.exchanges.add(HE, "谁清河道？", (), FOUND)
    store.votes.cast(number, HE[1], Vote.UP)
    before = {(entry.question, entry.ups) for entry in store.feedback.entries()}
    clock.now += 31 * DAY
    new = store.exchanges.add(SHE, "谁修路？", (), FOUND)
    store.tidy(30, 365)
    assert {(entry.question, entry.ups) for entry in store.feedback.entries()} == before
    assert store.exchanges.get(number, HE[0]) is None
    assert store.exchanges.get(new, SHE[0]) is not None
    kept = bytes_kept(path)
    assert "谁建隧道？".encode() in kept
    for gone in ("谁管路灯", "13812345678", "我住三楼"):
        assert gone.encode() not in kept
    for number in HE:
        assert number.to_bytes(6, "big", signed=True) not in kept


def test_what_was_kept_is_deleted_a_year_later(store, path, clock):
    store.exchanges.add(HE, "谁建隧道？", (), NOTHING)
    clock.now += 31 * DAY
    store.tidy(30, 365)
    clock.now += 334 * DAY
    store.tidy(30, 365)
    assert len(store.feedback.entries()) == 1
    clock.now += 1 * DAY
    store.tidy(30, 365)
    assert store.feedback.entries() == ()
    assert "谁建隧道".encode() not in bytes_kept(path)


def test_no_feedback_outlives_its_exchange_where_that_is_not_wanted(store, clock):
    store.exchanges.add(HE, "谁建隧道？", (), NOTHING)
    clock.now += 31 * DAY
    store.tidy(30, 30)
    assert store.feedback.entries() == ()


def test_questions_of_one_person_do_not_stay_side_by_side(store, clock):
    for talker, text in ((HE, "丙"), (SHE, "乙"), (HE, "甲")):
        store.exchanges.add(talker, text, (), NOTHING)
    clock.now += 31 * DAY
    store.tidy(30, 365)
    rows = store._connection.execute("SELECT question FROM feedback ORDER BY rowid").fetchall()
    assert rows == sorted(rows)


def test_a_number_is_never_used_again(store, clock):
    old = store.exchanges.add(HE, "路灯", (), FOUND)
    clock.now += 31 * DAY
    store.tidy(30, 365)
    assert store.exchanges.add(HE, "河道", (), FOUND) > old


# --- who is forgotten -------------------------------------------------------------------------------------


def test_whoever_wishes_is_forgotten_down_to_the_bytes(store, path):
    for number in range(40):
        store.exchanges.add(HE, f"谁修第{number}条背街小巷𠮷？", ("我叫王小明",), NOTHING)
    hers = store.exchanges.add(SHE, "谁清河道？", (), FOUND)
    store.votes.cast(hers, HE[1], Vote.DOWN)
    store.preferences.choose_language(HE[1], "zh-Hant")
    assert HE[1].to_bytes(6, "big") in bytes_kept(path)
    assert store.forget(HE[1]) == Forgotten(votes=1, questions=40, choices=1)
    kept = bytes_kept(path)
    for gone in ("背街小巷", "王小明", "zh-Hant"):
        assert gone.encode() not in kept
    for number in HE:
        assert number.to_bytes(6, "big", signed=True) not in kept
    assert store.exchanges.get(hers, SHE[0]).question == "谁清河道？"
    assert store.forget(HE[1]) == Forgotten(0, 0, 0)


def test_every_table_with_somebodys_id_is_forgotten(store):
    tables = [name for (name,) in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {table: [row[1] for row in store._connection.execute(f"PRAGMA table_info({table})")] for table in tables}
    personal = {table for table, names in columns.items() if {"user_id", "chat_id"}.intersection(names)}
    number = store.exchanges.add(HE, "路灯", (), FOUND)
    store.votes.cast(number, HE[1], Vote.UP)
    store.preferences.choose_language(HE[1], "en")
    store.meetings.choose(HE, "0123abcd")
    counts = {table: f"SELECT count(*) FROM {table}" for table in personal}  # noqa: S608
    for table, count in counts.items():
        assert store._connection.execute(count).fetchone() != (0,), f"add a row to {table}"
    store.forget(HE[1])
    for table, count in counts.items():
        assert store._connection.execute(count).fetchone() == (0,), table
