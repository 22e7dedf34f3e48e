"""The inbox: what comes in, what became of it, and what a crash leaves."""

from __future__ import annotations

import json
import sqlite3
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.inbox import Inbox, Part, State, bot_id_of, lane_of, update_id_of


def said(update_id: int, text: str = "谁提到了１２０盏路灯？𠮷", chat: int = 7) -> dict:
    return {
        "update_id": update_id,
        "message": {"message_id": 1, "chat": {"id": chat, "type": "private"}, "from": {"id": chat}, "text": text},
    }


@pytest.fixture
def now() -> list[float]:
    return [1_000_000.0]


@pytest.fixture
def reopen(tmp_path, now):
    """Return what opens the inbox once more, as after a crash."""
    opened = []

    def open_inbox(bot_id: int = 1) -> Inbox:
        opened.append(Inbox.open(tmp_path / "inbox.sqlite", bot_id, lambda: now[0]))
        return opened[-1]

    yield open_inbox
    for inbox in opened:
        inbox.close()


def handle(inbox: Inbox, number: int, state: State = State.DONE) -> None:
    assert inbox.take(number)
    inbox.settle(number, state)


def test_an_update_is_kept_as_it_came(reopen):
    inbox = reopen()
    strange = said(1, "\ud83d 零宽\u200b")
    (waiting,) = inbox.add([strange])
    taken = inbox.take(waiting.number)
    assert json.loads(taken.raw) == strange
    assert not taken.doubtful
    assert taken.attempts == 1


def test_an_update_that_comes_again_is_left_out_even_when_it_is_done(reopen):
    inbox = reopen()
    (waiting,) = inbox.add([said(1)])
    assert inbox.add([said(1), said(2)]) != []
    handle(inbox, waiting.number)
    assert inbox.add([said(1), said(2)]) == []


def test_another_bot_counts_its_updates_by_itself(reopen):
    reopen(1).add([said(1)])
    assert len(reopen(2).add([said(1)])) == 1
    assert len(reopen(2).recover()) == 1


def test_what_is_done_keeps_no_words(reopen, tmp_path):
    inbox = reopen()
    (waiting,) = inbox.add([said(1, "my phone is 12345")])
    handle(inbox, waiting.number)
    inbox.close()
    assert b"12345" not in (tmp_path / "inbox.sqlite").read_bytes()


def test_only_the_user_of_the_bot_can_read_the_file(reopen, tmp_path):
    reopen()
    assert stat.S_IMODE((tmp_path / "inbox.sqlite").stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", [{}, {"update_id": "x"}, {"update_id": 2**64}, {"update_id": True}, [1], "…", None])
def test_what_has_no_number_is_set_aside_once(reopen, broken):
    inbox = reopen()
    assert [waiting.lane for waiting in inbox.add([broken, said(5)])] == ["chat:7"]
    assert inbox.add([broken, said(5)]) == []
    assert inbox.count() == {State.ASIDE: 1, State.WAITING: 1}


def test_after_a_crash_all_that_is_undone_is_in_line_again_in_order(reopen):
    inbox = reopen()
    first, second, third = inbox.add([said(1), said(2, chat=8), said(3)])
    handle(inbox, first.number)
    inbox.take(second.number)
    assert reopen().recover() == [second, third]


def test_of_the_replies_that_were_under_way_in_a_crash_only_the_oldest_is_sent_again_unasked(reopen):
    inbox = reopen()
    numbers = [waiting.number for waiting in inbox.add([said(number, chat=number) for number in range(1, 5)])]
    for number in numbers[1:]:
        inbox.take(number)
        inbox.advance(number, State.SENDING)
    after = reopen()
    assert [waiting.number for waiting in after.recover()] == numbers
    assert [after.take(number).doubtful for number in numbers] == [False, False, True, True]


FIRST, SECOND, OTHER = (Part(request, f'{{"text": "{request}路灯１２０盏"}}') for request in ("一", "二", "三"))


def kept_parts(inbox: Inbox) -> int:
    return inbox._connection.execute("SELECT count(*) FROM parts").fetchone()[0]


def test_the_parts_of_a_reply_that_were_delivered_are_known_after_a_crash(reopen):
    inbox = reopen()
    (waiting,) = inbox.add([said(1)])
    assert inbox.take(waiting.number).parts == ()
    for place, part in enumerate((FIRST, SECOND)):
        inbox.advance(waiting.number, State.SENDING)
        inbox.keep_part(waiting.number, place, part)
    after = reopen()
    assert after.recover() == [waiting]
    taken = after.take(waiting.number)
    assert (taken.parts, taken.doubtful) == ((FIRST, SECOND), False)


def test_between_two_parts_nothing_is_in_doubt_whoever_else_was_answered(reopen):
    inbox = reopen()
    numbers = [waiting.number for waiting in inbox.add([said(number, chat=number) for number in range(1, 4)])]
    for number in numbers:
        inbox.take(number)
        inbox.advance(number, State.SENDING)
    inbox.keep_part(numbers[2], 0, FIRST)
    after = reopen()
    after.recover()
    taken = [after.take(number) for number in numbers]
    assert [(each.doubtful, len(each.parts)) for each in taken] == [(False, 0), (True, 0), (False, 1)]


def test_a_part_that_became_another_takes_the_place_of_it_and_of_what_came_behind(reopen):
    inbox = reopen()
    (waiting,) = inbox.add([said(1)])
    inbox.take(waiting.number)
    for place, part in ((0, FIRST), (1, SECOND), (0, OTHER)):
        inbox.keep_part(waiting.number, place, part)
    inbox.recover()
    assert inbox.take(waiting.number).parts == (OTHER,)


@pytest.mark.parametrize("state", [State.DONE, State.TOLD, State.ASIDE])
def test_a_message_delivered_after_its_update_was_settled_brings_nothing_back(reopen, state):
    inbox = reopen()
    (waiting,) = inbox.add([said(1)])
    inbox.take(waiting.number)
    inbox.settle(waiting.number, state)
    inbox.keep_part(waiting.number, 0, FIRST)
    assert kept_parts(inbox) == 0
    after = reopen()
    assert after.recover() == []
    assert after.count() == {state: 1}


def test_parts_go_when_the_update_is_done_forgotten_or_pruned(reopen, now, tmp_path):
    inbox = reopen()
    done, sent, forgotten, old = inbox.add([said(number, chat=number) for number in range(1, 5)])
    for waiting in (done, sent, forgotten, old):
        inbox.take(waiting.number)
        inbox.keep_part(waiting.number, 0, FIRST)
    inbox.settle(done.number, State.DONE)
    assert kept_parts(inbox) == 3
    inbox.advance(sent.number, State.SENT)
    inbox.settle(forgotten.number, State.TOLD)
    inbox.settle(old.number, State.TOLD)
    inbox.recover()
    assert kept_parts(inbox) == 2
    inbox.forget(3)
    assert kept_parts(inbox) == 1
    now[0] += 10 * 86_400
    inbox.prune()
    assert kept_parts(inbox) == 0
    inbox.close()
    assert "路灯１２０盏".encode() not in (tmp_path / "inbox.sqlite").read_bytes()


def test_a_reply_that_surely_was_not_sent_is_no_doubt(reopen):
    inbox = reopen()
    for waiting in inbox.add([said(1), said(2)]):
        inbox.take(waiting.number)
        inbox.advance(waiting.number, State.SENDING)
        inbox.advance(waiting.number, State.STARTED)
    after = reopen()
    assert [after.take(waiting.number).doubtful for waiting in after.recover()] == [False, False]


def test_a_reply_that_was_delivered_before_the_crash_is_done(reopen):
    inbox = reopen()
    for waiting in inbox.add([said(1), said(2)]):
        inbox.take(waiting.number)
        inbox.advance(waiting.number, State.SENDING)
        inbox.advance(waiting.number, State.SENT)
    after = reopen()
    assert after.recover() == []
    assert after.count() == {State.DONE: 2}
    assert after._connection.execute("SELECT DISTINCT raw, lane FROM updates").fetchall() == [("", "")]


def test_what_is_done_advances_no_more(reopen):
    inbox = reopen()
    (waiting,) = inbox.add([said(1)])
    handle(inbox, waiting.number)
    inbox.advance(waiting.number, State.SENDING)
    assert inbox.count() == {State.DONE: 1}


def test_what_the_bot_dies_of_again_and_again_is_set_aside(reopen):
    reopen().add([said(1), said(2)])
    for _ in range(5):
        inbox = reopen()
        assert len(inbox.recover()) == 2
        inbox.take(1)
    inbox = reopen()
    assert [waiting.number for waiting in inbox.recover()] == [2]
    assert inbox.count() == {State.ASIDE: 1, State.WAITING: 1}


def test_who_was_told_of_a_doubt_may_have_it_again_in_their_chat_once(reopen):
    inbox = reopen()
    (waiting,) = inbox.add([said(1, chat=7)])
    handle(inbox, waiting.number, State.TOLD)
    assert inbox.reopen(waiting.number, 8) is None
    assert inbox.reopen(waiting.number, 7) == waiting
    assert inbox.reopen(waiting.number, 7) is None
    assert inbox.take(waiting.number)


def test_what_is_done_is_recognised_for_three_days_and_what_failed_kept_for_seven(reopen, now):
    inbox = reopen()
    done, failed, _ = inbox.add([said(1), said(2), said(3)])
    handle(inbox, done.number)
    handle(inbox, failed.number, State.ASIDE)
    now[0] += 2 * 86_400
    inbox.prune()
    assert inbox.count() == {State.DONE: 1, State.ASIDE: 1, State.WAITING: 1}
    now[0] += 2 * 86_400
    inbox.prune()
    assert inbox.count() == {State.ASIDE: 1, State.WAITING: 1}
    now[0] += 9 * 86_400
    inbox.prune()
    assert inbox.count() == {State.WAITING: 1}


def test_an_arrival_waits_for_the_disk_and_nothing_else_does(reopen):
    inbox = reopen()
    statements: list[str] = []
    inbox._connection.set_trace_callback(statements.append)
    inbox.add([said(1)])
    inbox.take(1)
    levels = [statement for statement in statements if "synchronous" in statement or statement == "COMMIT"]
    assert levels == ["PRAGMA synchronous = FULL", "COMMIT", "PRAGMA synchronous = NORMAL", "COMMIT"]


def test_the_disk_is_not_waited_for_after_an_arrival_that_failed(reopen):
    inbox = reopen()
    inbox._connection.execute("ALTER TABLE updates RENAME TO gone")
    with pytest.raises(sqlite3.Error):
        inbox.add([said(1)])
    assert inbox._connection.execute("PRAGMA synchronous").fetchone() == (1,)


# --- lanes


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (said(1, chat=-100), "chat:-100"),
        ({"update_id": 1, "message_reaction": {"chat": {"id": 5}, "user": {"id": 6}}}, "chat:5"),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, "quick:press:5:6"),
        ({"update_id": 1, "inline_query": {"from": {"id": 6}, "query": "航空"}}, "quick:inline:6"),
        ({"update_id": 1, "message": "…"}, "chat:0"),
        ({"update_id": 1, "callback_query": {"from": 6, "message": None}}, "quick:press:0:0"),
    ],
)
def test_chats_keep_their_order_and_whoever_presses_or_types_does_not_wait_for_them(update, lane):
    assert lane_of(update) == lane


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=12,
)
_KINDS = st.sampled_from(["update_id", "message", "callback_query", "inline_query", "edited_message"])


@given(st.dictionaries(_KINDS, _JSON | st.dictionaries(st.sampled_from(["chat", "from", "message"]), _JSON)) | _JSON)
def test_whatever_arrives_has_a_lane(update):
    assert lane_of(update)
    assert update_id_of(update) is None or update_id_of(update) == update["update_id"]


def test_a_bot_is_known_by_the_number_in_its_token():
    assert bot_id_of("4242:secret") == 4242
    assert bot_id_of("no token") == 0


def test_what_is_done_keeps_nobodys_number(reopen, tmp_path):
    inbox = reopen()
    (waiting,) = inbox.add([said(1, chat=7_123_456_789)])
    handle(inbox, waiting.number)
    with sqlite3.connect(tmp_path / "inbox.sqlite") as file:
        assert file.execute("SELECT raw, lane FROM updates").fetchall() == [("", "")]
    file.close()


def test_whoever_wishes_is_forgotten_but_for_what_is_in_line(reopen, tmp_path):
    inbox = reopen()
    theirs, others = 7_123_456_789, 7_223_456_789
    aside, told, quoted, kept, waits = inbox.add(
        [
            said(1, "我叫王小明", theirs),
            said(2, "住背街小巷", theirs),
            {
                "update_id": 3,
                "message": {"chat": {"id": -9}, "reply_to_message": {"from": {"id": theirs}, "text": "门前三包"}},
            },
            said(4, "清淤河道", others),
            said(5, "路灯", theirs),
        ]
    )
    for waiting in (aside, quoted, kept):
        handle(inbox, waiting.number, State.ASIDE)
    handle(inbox, told.number, State.TOLD)
    inbox.forget(theirs)
    written = b"".join(file.read_bytes() for file in tmp_path.glob("inbox.sqlite*"))
    for words in ("我叫王小明", "住背街小巷", "门前三包"):
        assert json.dumps(words)[1:-1].encode() not in written
    assert json.dumps("清淤河道")[1:-1].encode() in written
    assert inbox.reopen(told.number, theirs) is None
    assert json.loads(inbox.take(waits.number).raw) == said(5, "路灯", theirs)
    assert inbox.add([said(1, "我叫王小明", theirs)]) == []


def test_what_is_nested_too_deeply_to_be_written_is_set_aside_and_the_rest_is_kept(reopen):
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    inbox = reopen()
    added = inbox.add([{"update_id": 1, "message": nested}, said(2, "清淤河道", 7_223_456_789)])
    assert [json.loads(inbox.take(waiting.number).raw)["update_id"] for waiting in added] == [2]
    assert inbox.count()[State.ASIDE] == 1
    assert inbox.add([{"update_id": 1, "message": nested}]) == []
    while nested:  # piece by piece: to let go of all at once would recurse as deeply
        nested = nested.pop()  # type: ignore[assignment]
