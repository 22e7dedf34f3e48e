"""What is fuzzed, and what must hold of each case."""

from __future__ import annotations

import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.answering.engine import Engine
from bot.answering.pledges import read_pledges
from bot.botapi.wire import Upload
from bot.chat.limits import fits
from bot.chat.rendering.about import render_meeting
from bot.chat.rendering.answers import render
from bot.chat.rendering.outlines import render_outline
from bot.chat.rendering.rooms import GROUP, PRIVATE
from bot.chat.rendering.speakers import render_speaker_page
from bot.chat.texts import Language, load_texts
from bot.config import Settings, load_settings
from bot.corpus.passages import segment
from bot.corpus.reader import read_meeting
from bot.errors import ConfigError, SourceError
from bot.library.library import Library
from bot.library.structure import decode_meeting, encode_meeting
from bot.retrieval.index import MeetingIndex
from bot.store.store import Store
from bot.store.vectors import VectorStore
from bot.types import Answer, Meeting, Quote, squash
from tests.fuzz.configs import Written, config_files, settlements
from tests.fuzz.entities import marked_messages
from tests.fuzz.files import File, files
from tests.fuzz.updates import Body, Sent, bodies, updates
from tests.fuzz.words import any_text, junk, numbers, of_length, pieces_of, questions
from tests.fuzz.world import Outcome, World

__all__ = ["SUBJECTS", "Subject", "subjects"]

SUBJECTS = ("updates", "entities", "files", "config", "questions")
_LONGEST_SECONDS = 60
"""Within which a case that takes milliseconds ends on any machine, unless it hangs."""
_TIDY_EVERY = 200
_OF_BROKEN = (
    "chat not found", "chat_id is empty", "message thread not found", "query is too old", "message to ", "message can't be",
    "wrong file_id", "invalid file_id", "file is", "message is not modified", "must be an integer", "reply", "bot is not a member", "have no rights",
)  # fmt: skip
"""Why the server may refuse what a broken update leads to: it speaks of chats, messages and files that never were."""
_OF_SOUND = ("query is too old", "message to ", "message is not modified")
_TEXTS = [load_texts(language) for language in Language]


@dataclass(frozen=True)
class Subject:
    """Something that is fuzzed.

    Attributes:
        cases: What it is given.
        check: Raises when a case does not come out as it must.
    """

    cases: st.SearchStrategy[Any]
    check: Callable[[Any], None]


def subjects(world: World) -> dict[str, Subject]:
    """Return all subjects by name."""
    library = Library(world.folder / "checked", Store.open(None).meetings)
    return {
        "updates": Subject(
            st.one_of(*[updates(world)] * 6, *[_presses(world)] * 2, files(), bodies()), _Updates(world)
        ),
        "entities": Subject(marked_messages(world), _Updates(world)),
        "files": Subject(files(), lambda file: check_file(file, library)),
        "config": Subject(st.one_of(config_files(), config_files(), settlements()), check_config),
        "questions": Subject(_talks(world), _Talks(world)),
    }


# --- updates and entities ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Press:
    """A question, and what is pressed under its answers: data as it was sent, with arguments changed.

    Attributes:
        question: What is asked.
        who: Which person asks.
        where: In which chat: 0 for a private one, else a group.
        presses: Which of the buttons, and what becomes of each of its arguments; None leaves it.
    """

    question: str
    who: int
    where: int
    presses: tuple[tuple[int, tuple[str | None, ...]], ...]


def _presses(world: World) -> st.SearchStrategy[Press]:
    changed = st.one_of(st.none(), st.none(), st.none(), st.integers(0, 12).map(str), junk(3), st.sampled_from(["", "-1", "9" * 15, "9" * 30, "up", "all", "x"]))  # fmt: skip
    presses = st.lists(st.tuples(st.integers(0, 20), st.lists(changed, max_size=5).map(tuple)), min_size=1, max_size=4)
    begun = st.one_of(
        questions(world.library.configured), pieces_of(world.library.configured),
        st.sampled_from(["/pledges", "/speakers", "/meetings", "/language", "/forget", "/unanswered", "/verify 新增路灯１３０盏", "/start"]),
    )  # fmt: skip
    return st.builds(Press, begun, st.integers(0, 3), st.integers(0, 3), presses.map(tuple))


class _Updates:
    """Delivers updates to a world and looks at what comes of them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __call__(self, case: Sent | Press | File | Body) -> None:
        world = self._world
        if world.received % _TIDY_EVERY == 0:
            world.tidy()
            self._goes_on()
        if isinstance(case, Press):
            self._press(case)
        elif isinstance(case, File):
            self._upload(case)
        elif isinstance(case, Body):
            outcome = world.deliver_raw(case.content)
            examine(outcome, world, sound=False)
            assert not outcome.messages
        else:
            self._send(case)

    def _send(self, case: Sent) -> None:
        world, update = self._world, dict(case.update)
        if case.sound:
            for kind, content in update.items():
                if isinstance(content, dict) and "message_id" in content and "text" in content:
                    update[kind] = {**content, "message_id": world.state.new_id()}
                    world.state.messages[content["chat"]["id"], update[kind]["message_id"]] = update[kind]
                if kind == "inline_query":
                    update[kind] = content | {"id": world.state.open_query(0, inline=True)}
        outcome = world.deliver(update)
        examine(outcome, world, sound=case.sound)
        if case.sound:
            assert not outcome.aside, outcome.errors
        if case.asks:
            assert outcome.messages or outcome.answers, "nobody replied"

    def _press(self, case: Press) -> None:
        world = self._world
        person = world.people[case.who]
        chat = world.groups[case.where - 1] if case.where else world.state.chats[person["id"]]
        text = case.question or "路灯"
        said: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        elif case.where:
            said = {"text": f"@whosaid_bot {text}", "entities": [{"type": "mention", "offset": 0, "length": 12}]}
        message = world.post(chat, person, said)
        outcome = world.deliver({"message": message})
        examine(outcome, world, sound=True)
        for number, changes in case.presses:
            shown = [*outcome.edits, *outcome.messages]
            buttons = [
                (reply, button["callback_data"])
                for reply in shown
                for button in reply.buttons
                if "callback_data" in button
            ]
            if not buttons:
                return
            reply, data = buttons[number % len(buttons)]
            action, *arguments = data.split(":")
            for at, change in enumerate(changes):
                if change is not None:
                    arguments[at:] = [change, *arguments[at + 1 :]]
            pressed = world.press(person, reply, ":".join([action, *arguments]))
            examine(pressed, world, sound=True)
            assert not pressed.aside, pressed.errors
            assert pressed.answers, "a pressed button that waits for ever"
            outcome = pressed if pressed.edits or pressed.messages else outcome

    def _upload(self, file: File) -> None:
        world = self._world
        content = file.content
        file_id = world.state.add_file(Upload(file.name, content))
        named = {"file_name": file.name} if file.name else {}
        document = {"file_id": file_id, "file_unique_id": "u", "file_size": len(content), **named}
        message = world.post(world.state.chats[world.admin["id"]], world.admin, {"document": document})
        outcome = world.deliver({"message": message})
        del world.state.files[file_id]
        examine(outcome, world, sound=True, also=self._drafts())
        assert not outcome.aside, outcome.errors
        assert outcome.edits or outcome.messages, "nobody said what became of the file"
        for reply in outcome.edits:
            for button in reply.buttons:
                if str(button.get("callback_data", "")).startswith("addnot:"):
                    examine(world.press(world.admin, reply, button["callback_data"]), world, sound=True)
        left = [path.name for path in (world.folder / "data" / "meetings").iterdir() if path.name.startswith(".")]
        assert not left, f"left behind: {left}"

    def _drafts(self) -> list[str]:
        """Return what stands in the files that wait for a confirmation: a summary quotes the places in doubt."""
        library = self._world.library.library
        tokens = [path.name.removeprefix(".adding-") for path in library.folder.iterdir()]
        return [squash(draft.meeting.source.text) for token in tokens if (draft := library.draft(token)) is not None]

    def _goes_on(self) -> None:
        world = self._world
        message = world.post(world.state.chats[world.people[0]["id"]], world.people[0], {"text": "谁说清淤河道8公里？"})
        outcome = world.deliver({"message": message})
        examine(outcome, world, sound=True)
        assert outcome.messages, "the bot answers no more"


def examine(outcome: Outcome, world: World, *, sound: bool, also: Sequence[str] = ()) -> None:
    """Check what came of a delivery: nothing unforeseen, all that was sent accepted, quotes word for word.

    ``also`` are squashed texts that may be quoted beside those of the library.
    """
    assert not world.log.leaks, f"a secret in the log: {world.log.leaks[:1]}"
    forgiven = _OF_SOUND if sound else _OF_BROKEN
    refused = [call for call in outcome.refused if not any(reason in call[1] for reason in forgiven)]
    assert not refused, f"refused: {refused}"
    errors = [error for error in outcome.errors if "an update was set aside" not in error]
    if not sound and outcome.refused:
        errors = [error for error in errors if "BadRequest" not in error]
    assert not errors, "\n".join(errors)
    for reply in (*outcome.messages, *outcome.edits):
        for words in reply.marked("blockquote", "expandable_blockquote"):
            for line in words.splitlines():
                said = squash(line.strip("…　 "))
                assert any(said in source for source in (*world.sources, *also)), f"not in the source: {line}"


# --- files ------------------------------------------------------------------------------------------------


def check_file(file: File, library: Library) -> None:
    """Check that a file is read as a meeting that stands in it, or refused in words for its owner."""
    with tempfile.TemporaryDirectory() as folder, _must_end():
        path = Path(folder, "sent")
        path.write_bytes(file.content)
        try:
            draft = library.read(path, file_name=file.name)
        except SourceError as error:
            assert error.message.strip(), "a refusal without a reason"
            assert "\n" not in error.message, error.message
            assert error.line >= 0
            assert not list(library.folder.iterdir()), "left behind"
            return
        try:
            check_meeting(draft.meeting)
            found = library.draft(draft.token)
            assert found is not None
            assert [speech.text for speech in found.meeting.speeches] == [
                speech.text for speech in draft.meeting.speeches
            ]
        finally:
            library.discard(draft)
        assert not list(library.folder.iterdir()), "left behind"


def check_meeting(meeting: Meeting) -> None:
    """Check that all of a meeting maps into its text, and that it can be shown and asked about."""
    assert meeting.speeches
    for speech in meeting.voices:
        assert len(speech.offsets) == len(speech.text)
        assert all(before < after for before, after in pairwise(speech.offsets)), "offsets run backwards"
        assert not speech.text or speech.offsets[len(speech.text) - 1] < len(meeting.source.text)
        if speech.by_reporter:
            continue
        assert speech.text.strip()
        assert speech.speaker.strip()
        for span in speech.paragraphs:
            if span.of(speech.text).strip():
                _check_quote(Quote(speech, span))
        for passage in segment(speech):
            _check_quote(Quote(speech, passage.span))
    if sum(len(speech.text) for speech in meeting.speeches) > 20_000:
        return
    decoded = decode_meeting(encode_meeting(meeting), meeting.source.path)
    assert decoded.speakers == meeting.speakers
    for pledge in read_pledges(meeting):
        _check_quote(pledge.quote)
    texts = _TEXTS[len(meeting.source.text) % len(_TEXTS)]
    for reply in (
        render_meeting(meeting, texts),
        render_speaker_page(meeting, texts),
        render_outline(meeting, meeting.speeches[0], texts),
    ):
        assert fits(reply)
    engine = Engine(MeetingIndex(meeting, None, VectorStore(None)))
    for question in (f"{meeting.speakers[0]}说了什么？", "谁说要新增路灯？"):
        _check_answer(engine.answer(question))


def _check_quote(quote: Quote) -> None:
    assert squash(quote.source_span.of(quote.speech.source.text)) == squash(quote.text)


# --- configuration ----------------------------------------------------------------------------------------


def check_config(written: Written) -> None:
    """Check that a file is understood, or refused with the key that is wrong."""
    with tempfile.TemporaryDirectory() as folder, _must_end():
        path = Path(folder, "meeting.toml" if written.settles else "bot.toml")
        path.write_bytes(written.content)
        if written.settles:
            _check_settlement(path)
            return
        try:
            settings = load_settings(path)
        except ConfigError as error:
            said = str(error)
            assert said.startswith(str(path)) or path.name in said, said
            assert "\n" not in said, said
            torn = any(words in said for words in (": is not TOML", ": is not UTF-8", "cannot be read"))
            named = any(key.split(".")[-1] in said for key in written.keys)
            assert torn or named or not written.keys or "telegram.webhook.url" in said, f"{said} of {written.keys}"
            return
        assert isinstance(settings, Settings)
        assert settings.meeting.source.is_absolute()
        assert settings.data.database.parent == settings.data.directory


def _check_settlement(path: Path) -> None:
    source = path.with_suffix(".txt")
    source.write_text(
        "防汛会\n2021年3月5日，全市召开防汛会。\n□市水务局局长 何𠮷安\n新建泵站１２座。\n□市应急局局长 周立群\n演练3次。\n（鼓掌）\n",
        encoding="utf-8",
    )
    try:
        meeting = read_meeting(source)
    except SourceError as error:
        assert error.message.strip()
        assert "\n" not in error.message, error.message
        assert error.path.name in {path.name, source.name}
        return
    check_meeting(meeting)


# --- questions --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Talk:
    """Messages of one person, one after another.

    Attributes:
        messages: What they write.
        by_chat: Whether the bot is asked in Telegram, or the library itself, which has no limit of length.
    """

    messages: tuple[str, ...]
    by_chat: bool


def _talks(world: World) -> st.SearchStrategy[Talk]:
    meetings = [world.library.configured, world.library.meetings[0]]
    meeting = meetings[0]
    piece = st.one_of(*map(pieces_of, meetings))
    follow = st.one_of(piece.map("那{}呢？".format), st.sampled_from(["还有呢？", "为什么？", "他呢", "多少？", "第二点呢？", "什么时候"]), questions(meeting))  # fmt: skip
    pasted = st.one_of(
        piece, st.tuples(piece, junk(3), piece).map("".join), st.tuples(piece, numbers(), piece).map("".join),
        st.tuples(piece, st.sampled_from(["：“", "说，", "表示，", "："]), piece, st.sampled_from(["”", "", "。"])).map("".join),
        st.lists(piece, min_size=2, max_size=5).map("\n".join), st.lists(piece, min_size=2, max_size=4).map("……".join),
    )  # fmt: skip
    message = st.one_of(
        any_text(meeting), any_text(meeting), any_text(meeting), numbers(),
        pasted.map("/verify {}".format), pasted.map("/verify {}".format), junk(30).map("/verify {}".format),
        st.one_of(piece, numbers(), questions(meeting)).map("/pledges {}".format), questions(meeting).map("/ask {}".format),
    )  # fmt: skip
    asked = st.lists(message, min_size=1, max_size=1) | st.tuples(questions(meeting), follow).map(list) | st.tuples(questions(meeting), follow, follow).map(list)  # fmt: skip
    in_chat = asked.map(lambda words: Talk(tuple(word[:4000] or "路灯" for word in words), by_chat=True))
    long = st.one_of(of_length(20_000), st.lists(questions(meeting), min_size=30, max_size=60).map("".join), numbers().map(lambda word: word * 500))  # fmt: skip
    direct = asked.map(lambda words: Talk(tuple(words), by_chat=False))
    return st.one_of(*[in_chat] * 12, *[direct] * 6, long.map(lambda word: Talk((word,), by_chat=False)))


class _Talks:
    """Asks, and looks at the answers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._asked = 0

    def __call__(self, case: Talk) -> None:
        if case.by_chat:
            self._by_chat(case)
            return
        context: tuple[str, ...] = ()
        with _must_end():
            for message in case.messages:
                answer = self._world.library.answer(message, context)
                _check_answer(answer)
                context = (*context, message)

    def _by_chat(self, case: Talk) -> None:
        world = self._world
        self._asked += 1
        if self._asked % _TIDY_EVERY == 0:
            world.tidy()
        person = world.people[self._asked % len(world.people)]
        chat = world.state.chats[person["id"]]
        for text in case.messages:
            said: dict[str, Any] = {"text": text}
            if text.startswith("/") and len(text) > 1:
                said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
            outcome = world.deliver({"message": world.post(chat, person, said)})
            examine(outcome, world, sound=True)
            assert not outcome.aside, outcome.errors
            known = not said.get("entities") or text.split(maxsplit=1)[0] in {"/ask", "/verify", "/pledges"}
            assert outcome.messages or not known, "nobody replied"


def _check_answer(answer: Answer) -> None:
    for quote in answer.quotes:
        _check_quote(quote)
        assert quote.text.strip()
        if not quote.speech.by_reporter:
            assert quote.speech.speaker
    for texts in _TEXTS:
        for room in (PRIVATE, GROUP):
            reply = render(answer, texts, room=room)
            assert reply.text.strip()
            assert fits(reply) or len(answer.quotes) == 1 or any(len(quote.text) > 3000 for quote in answer.quotes)


# --- nothing hangs ----------------------------------------------------------------------------------------


@contextmanager
def _must_end() -> Iterator[None]:
    """Raise where a case is at when it does not end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_: object) -> None:
        msg = f"still busy after {_LONGEST_SECONDS} s"
        raise AssertionError(msg)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
