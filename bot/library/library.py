"""The library: meetings with their sources in one folder of the data directory, and a row of the store for each.

A meeting is read into a folder of its own under a passing name. Only when all of it is written the folder gets its
name and the store its row, in one transaction; whatever is interrupted before leaves the library as it was.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.corpus.places import fingerprint
from bot.corpus.reader import read_meeting
from bot.corpus.settling import read_settlement
from bot.corpus.source import LARGEST_FILE
from bot.corpus.structure import Structure, read_structure
from bot.errors import LibraryError, SourceError, WhosaidError
from bot.library.dating import date_of
from bot.library.structure import OutdatedStructureError, decode_meeting, encode_meeting
from bot.store.meetings import MeetingRecord, MeetingStore
from bot.types import Meeting

__all__ = ["Draft", "Library", "record_of", "safe_name"]

logger = logging.getLogger(__name__)

_PASSING = ".adding-"
_STRUCTURE = ".structure"
_TOKEN = re.compile(r"[a-z0-9_]{8}")
_ABANDONED_SECONDS = 86_400.0
"""Age from which on a folder under a passing name is nobody's any more."""
_READ_AT_ONCE = 2 * 1024 * 1024
"""Bytes of a source up to which a change is read without being asked to: it takes about a second."""
_LONGEST_NAME = 80
"""Characters of a file's name that are kept before its ending."""
_MOST_BYTES = 250
"""Of a whole name; most file systems take 255."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting that was read and is not added yet.

    Attributes:
        record: What the store will know of it.
        meeting: Its words.
        folder: Where its files are, under a passing name.
    """

    record: MeetingRecord
    meeting: Meeting
    folder: Path

    @property
    def token(self) -> str:
        """A few characters by which it is found again, also after a restart."""
        return self.folder.name.removeprefix(_PASSING)


class Library:
    """Adds, opens and removes meetings.

    ``read`` and ``open`` touch files alone and may run in any thread; the rest belongs into the store's.

    Args:
        folder: Of the meetings; made when it is needed, for this user alone.
        meetings: The store's table.
    """

    def __init__(self, folder: Path, meetings: MeetingStore) -> None:
        self.folder = folder
        self.records = meetings
        self._settling = threading.Lock()

    def read(self, path: Path, *, file_name: str = "", title: str = "", date: str = "") -> Draft:
        """Read a file as a meeting, and keep a copy under a passing name until it is added or discarded.

        Args:
            path: The file.
            file_name: Its name, where ``path`` has another; it is shown to readers.
            title: What the meeting is to be called; empty for its headline or, without one, the file's name.
            date: When it was held; empty for what the text or the file's name says.

        Raises:
            SourceError: it cannot be read as a meeting; nothing is left behind.
            LibraryError: the folder cannot be written.
        """
        name = safe_name(file_name or path.name)
        with _complaining(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            passing = Path(tempfile.mkdtemp(prefix=_PASSING, dir=self.folder))
        try:
            copy = passing / name
            if path.is_file() and path.stat().st_size <= LARGEST_FILE:
                settling = path.with_suffix(".toml")
                with _complaining(self.folder):
                    shutil.copyfile(path, copy)
                    if settling.is_file() and settling != path:
                        shutil.copyfile(settling, copy.with_suffix(".toml"))
            try:
                meeting = read_meeting(copy if copy.exists() else path)
            except SourceError as error:
                raise error.of(file_name or path) from error
            with _complaining(self.folder):
                _write(passing / _STRUCTURE, encode_meeting(meeting))
            record = replace(record_of(meeting, name, title, date), settled=_digest(copy.with_suffix(".toml")))
        except BaseException:
            shutil.rmtree(passing, ignore_errors=True)
            raise
        return Draft(record, replace(meeting, name=_other(record.title, meeting), date=record.date), passing)

    def add(self, draft: Draft) -> bool:
        """Add what was read; False when it is there already. The draft is used up either way.

        Raises:
            LibraryError: the folder cannot be written; nothing is added.
        """
        place = self.folder / draft.record.meeting_id
        moved = False

        def put_in_place() -> None:
            nonlocal moved
            shutil.rmtree(place, ignore_errors=True)  # of an addition that was cut short, for it has no row
            draft.folder.rename(place)
            moved = True

        try:
            with _complaining(self.folder):
                return self.records.add(draft.record, put_in_place)
        except BaseException:
            if moved:
                shutil.rmtree(place, ignore_errors=True)
            raise
        finally:
            self.discard(draft)

    def draft(self, token: str) -> Draft | None:
        """Return what was read before, by the token of its draft; None when it is gone."""
        passing = self.folder / f"{_PASSING}{token}"
        if not _TOKEN.fullmatch(token) or not passing.is_dir():
            return None
        names = sorted(path.name for path in passing.iterdir() if not path.name.startswith("."))
        # the file that settles it stands next to it
        names = [name for name in names if not name.endswith(".toml")] or names
        try:
            source = passing / names[0]
            meeting = decode_meeting((passing / _STRUCTURE).read_bytes(), source)
            settlement = read_settlement(source)
        except (OSError, LookupError, OutdatedStructureError, SourceError):
            return None
        meeting = replace(meeting, date=settlement.date if settlement else "")
        record = replace(record_of(meeting, names[0]), settled=_digest(source.with_suffix(".toml")))
        return Draft(record, replace(meeting, name=_other(record.title, meeting), date=record.date), passing)

    def settle(self, draft: Draft, change: Callable[[str], str]) -> Draft:
        """Change what settles the doubts about a draft, and read it anew; what is wrong changes nothing.

        Args:
            draft: What was read.
            change: Takes the text of the settling file, which may be empty, and returns the new one.

        Raises:
            SourceError: it is no settling file, or nothing can be read with it.
            LibraryError: the folder cannot be written.
        """
        source = draft.folder / draft.record.file
        path = source.with_suffix(".toml")
        with self._settling:  # two presses at a time would each write without what the other settles
            with _complaining(self.folder):
                before = path.read_bytes() if path.exists() else None
            changed = change(before.decode("utf-8-sig") if before else "").encode()
            try:
                with _complaining(self.folder):
                    _replace(path, changed)
                meeting = read_meeting(source)
                with _complaining(self.folder):
                    _replace(draft.folder / _STRUCTURE, encode_meeting(meeting))
            except BaseException:
                if before is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_bytes(before)
                raise
            settled = _digest(path)
        record = replace(record_of(meeting, draft.record.file), settled=settled)
        return replace(
            draft, record=record, meeting=replace(meeting, name=_other(record.title, meeting), date=record.date)
        )

    def structure(self, draft: Draft) -> Structure:
        """Return how a draft was read, and what is uncertain in it.

        Raises:
            SourceError: it is gone.
        """
        return read_structure(draft.folder / draft.record.file)

    def discard(self, draft: Draft) -> None:
        """Leave nothing of what was read and not added."""
        shutil.rmtree(draft.folder, ignore_errors=True)

    def open(self, record: MeetingRecord) -> Meeting:
        """Return the words of a meeting; what another version of the program read is read anew.

        Raises:
            SourceError: its source cannot be read any more.
        """
        folder = self.folder / record.meeting_id
        source = folder / record.file
        try:
            written = (folder / _STRUCTURE).read_bytes()
            meeting = decode_meeting(written, source, date=record.date)
        except (OSError, OutdatedStructureError):
            meeting = replace(self._read_again(record), date=record.date)
        return replace(meeting, name=_other(record.title, meeting))

    def remove(self, meeting_id: str) -> bool:
        """Remove a meeting with its source; False when there is none of this id."""
        if not self.records.remove(meeting_id):
            return False
        shutil.rmtree(self.folder / meeting_id, ignore_errors=True)
        return True

    def reindex(self, tell: Callable[[MeetingRecord], None]) -> int:
        """Read every source anew, for a new version may see more in it; return how many there are.

        Args:
            tell: Called with each meeting before it is read.

        Raises:
            SourceError: a source cannot be read any more; those before it are done, it stays as it was.
        """
        records = self.records.all()
        for record in records:
            tell(record)
            self.renew(record)
        return len(records)

    def renew(self, record: MeetingRecord) -> MeetingRecord:
        """Read a meeting's source anew; whatever fails, the meeting stays as it was.

        Returns:
            What is known of it now. Another source is another meeting: its id is a new one.

        Raises:
            SourceError: the source, or what settles it, cannot be read.
            LibraryError: the folder cannot be written.
        """
        source = self.folder / record.meeting_id / record.file
        settled = _digest(source.with_suffix(".toml"))
        meeting = read_meeting(source)
        # what was said last counts: a title or date put into the settling file after those given when it was added
        said = read_settlement(source) if settled != record.settled else None
        title, date = (said and said.title) or record.title, (said and said.date) or record.date
        fresh = record_of(meeting, record.file, title, date)
        fresh = replace(fresh, added_at=record.added_at, settled=settled)
        index = self.folder / "index"
        if replace(fresh, settled="", added_at=0.0) != replace(record, settled="", added_at=0.0) and index.is_dir():
            from bot.library.speech_index import SpeechIndex  # noqa: PLC0415 - seldom needed

            SpeechIndex(index).forget([record.sha256])
        if fresh.meeting_id == record.meeting_id:
            self.records.update(fresh, lambda: self._write_structure(record, meeting))
            return fresh
        draft = self.read(source, file_name=record.file, title=title, date=date)
        place = self.folder / draft.record.meeting_id

        def put_in_place() -> None:
            shutil.rmtree(place, ignore_errors=True)
            draft.folder.rename(place)

        try:
            with _complaining(self.folder):
                self.records.update(fresh, put_in_place, of=record.meeting_id)
        finally:
            self.discard(draft)
        shutil.rmtree(self.folder / record.meeting_id, ignore_errors=True)
        return fresh

    def is_stale(self, record: MeetingRecord) -> bool:
        """Tell whether a meeting's source, or the file next to it that settles doubts, changed since it was read."""
        source = self.folder / record.meeting_id / record.file
        return _digest(source.with_suffix(".toml")) != record.settled or _digest(source) not in {"", record.sha256}

    def refresh(self) -> tuple[MeetingRecord, ...]:
        """Read anew what changed since it was read, where that takes no time; return what is left to ``reindex``.

        A change that cannot be read is told in the log, and the meeting stays as it was.
        """
        left = []
        for record in self.records.all():
            source = self.folder / record.meeting_id / record.file
            if not _touched(source) and bool(record.settled) == source.with_suffix(".toml").exists():
                continue
            if not self.is_stale(record):
                continue
            if source.stat().st_size > _READ_AT_ONCE:
                left.append(record)
                continue
            try:
                self.renew(record)
            except WhosaidError as error:
                logger.warning("%s; what was read before is used", error)
        return tuple(left)

    def sweep(self) -> None:
        """Remove what interrupted additions and removals left behind."""
        if not self.folder.is_dir():
            return

        def tidy(known: frozenset[str]) -> None:
            for folder in self.folder.iterdir():
                if not folder.is_dir() or folder.name in known or folder.name.startswith("index"):
                    continue
                if folder.name.startswith(_PASSING) and time.time() - folder.stat().st_mtime < _ABANDONED_SECONDS:
                    continue
                shutil.rmtree(folder, ignore_errors=True)

        self.records.alone(tidy)

    def _read_again(self, record: MeetingRecord) -> Meeting:
        meeting = read_meeting(self.folder / record.meeting_id / record.file)
        self._write_structure(record, meeting)
        return meeting

    def _write_structure(self, record: MeetingRecord, meeting: Meeting) -> None:
        folder = self.folder / record.meeting_id
        with _complaining(self.folder):
            _replace(folder / _STRUCTURE, encode_meeting(meeting))


def safe_name(name: str) -> str:
    """Return a file's name without folders and without what a file system may not take; its ending stays."""
    last = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > 8:  # noqa: PLR2004 - no ending is longer
        stem, ending = last, "txt"
    whole = stem[:_LONGEST_NAME] or "meeting"
    while len(f"{whole}.{ending}".encode()) > _MOST_BYTES:
        whole = whole[:-1]
    return f"{whole}.{ending}"


def record_of(meeting: Meeting, file: str = "", title: str = "", date: str = "") -> MeetingRecord:
    """Return what the store knows of a meeting.

    Args:
        meeting: Its words.
        file: Under which name its source is kept; empty for the one it has.
        title: What it is called; empty for its headline or, without one, the file's name.
        date: When it was held; empty for what the text or the file's name says.
    """
    name = file or meeting.source.path.name
    return MeetingRecord(
        meeting_id=fingerprint(meeting),
        file=name,
        title=title or meeting.title or Path(name).stem,
        date=date or date_of(meeting, name),
        sha256=meeting.source.sha256,
        added_at=time.time(),
        speeches=len(meeting.speeches),
        speakers=len(meeting.speakers),
        characters=sum(len(speech.text) for speech in meeting.speeches),
    )


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty when there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _touched(source: Path) -> bool:
    """Tell whether a source, or what settles it, may have changed after its structure was written."""
    try:
        read = (source.parent / _STRUCTURE).stat().st_mtime_ns
        return any(path.stat().st_mtime_ns >= read for path in (source, source.with_suffix(".toml")) if path.exists())
    except OSError:
        return True


def _other(title: str, meeting: Meeting) -> str:
    return "" if title == meeting.title else title


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    passing = path.with_name(f"{_STRUCTURE}.{os.getpid()}")
    try:
        _write(passing, content)
        passing.replace(path)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise


@contextmanager
def _complaining(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryError(folder, error.strerror or str(error)) from error
