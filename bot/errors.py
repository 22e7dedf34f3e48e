"""What can go wrong, as one tree.

::

    WhosaidError                    anything a user can mend; its text is one clear line
    ├── ConfigError                 a configuration file, key or environment variable is wrong
    ├── UnknownMeetingError         no meeting is meant, or several are
    ├── LibraryError                the folder of the meetings cannot be used
    ├── StoreError                  the file with what must survive a restart cannot be used
    └── InputError                  a file cannot be used; its text is "file:line: message"
        ├── SourceError             … as a meeting
        └── QuestionSetError        … as a question set

Finding no answer is no error: it is an ``AnswerStatus``. Whatever is not a ``WhosaidError`` is a bug and
may end in a traceback.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

__all__ = [
    "ConfigError",
    "InputError",
    "LibraryError",
    "QuestionSetError",
    "SourceError",
    "SourceFault",
    "StoreError",
    "UnknownMeetingError",
    "WhosaidError",
]


class WhosaidError(Exception):
    """Anything that went wrong and that its reader can mend; ``str(error)`` is one line for them."""


class ConfigError(WhosaidError):
    """A configuration file, one of its keys or an environment variable is wrong."""


class StoreError(WhosaidError):
    """The file with what must survive a restart cannot be used; the text begins with its path."""


class UnknownMeetingError(WhosaidError):
    """What names a meeting means none, or several; the text tells what is nearest."""


class LibraryError(WhosaidError):
    """The folder of the meetings, or a meeting in it, cannot be used."""

    def __init__(self, folder: Path | str, reason: str) -> None:
        self.folder = Path(folder)
        self.reason = reason
        super().__init__(f"{folder}: the library of meetings: {reason}")

    def __reduce__(self) -> tuple[type[LibraryError], tuple[Path, str]]:
        """Let the error cross a process boundary."""
        return type(self), (self.folder, self.reason)


class InputError(WhosaidError):
    """A file cannot be used.

    Attributes:
        path: The file.
        line: Where in it, counted from 1; 0 when the error is about the whole file.
        message: What is wrong, without the place.
    """

    def __init__(self, path: Path | str, line: int, message: str) -> None:
        self.path = Path(path)
        self.line = line
        self.message = message
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {message}")

    def __reduce__(self) -> tuple[type[InputError], tuple[Path, int, str]]:
        """Let the error cross a process boundary: an executor pickles what its workers raise."""
        return type(self), (self.path, self.line, self.message)


class SourceFault(StrEnum):
    """Why a file is no meeting: what ``SourceError.message`` says in English, for those who say it otherwise."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    BOMB = "bomb"
    """An archive that would unpack to far more than it is."""
    TOO_MANY_PAGES = "too_many_pages"
    SCANNED = "scanned"
    """Pictures of pages."""
    PICTURE = "picture"
    RECORDING = "recording"
    ARCHIVE = "archive"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    OLD_FORMAT = "old_format"
    """A document in a format before the present one: .doc, .rtf."""
    UNKNOWN_FORMAT = "unknown_format"
    ENCODING = "encoding"
    BROKEN_TEXT = "broken_text"
    """Bytes that do not fit the encoding of the others."""
    NO_SPEAKER = "no_speaker"
    NO_SPEAKER_IN_SUBTITLES = "no_speaker_in_subtitles"
    NO_SPEAKER_IN_DEBATE = "no_speaker_in_debate"
    NO_WORDS = "no_words"
    """Somebody's name, and nothing said under it."""
    SETTLING = "settling"
    """What stands in the file next to the source that settles its doubts."""
    NOT_TOML = "not_toml"
    """That file is no TOML at all."""


class SourceError(InputError):
    """A file cannot be read as a meeting: it is unreadable, empty or has no speaker.

    Attributes:
        fault: Why; of a ``.toml`` file, unless given, that it does not settle anything.
        fields: What there is to tell of it by name: ``size`` and ``most`` (megabytes or pages), ``format``, ``name``.
    """

    def __init__(
        self,
        path: Path | str,
        line: int,
        message: str,
        fault: SourceFault | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        settling = Path(path).suffix == ".toml"
        self.fault = fault or (SourceFault.SETTLING if settling else SourceFault.UNREADABLE)
        self.fields = dict(fields or {})
        super().__init__(path, line, message)

    def of(self, path: Path | str) -> SourceError:
        """Return the same about a file under another name."""
        return SourceError(path, self.line, self.message, self.fault, self.fields)

    def __reduce__(self) -> tuple[type[SourceError], tuple[Path, int, str, SourceFault, dict[str, str]]]:  # type: ignore[override]
        """Let the error cross a process boundary."""
        return type(self), (self.path, self.line, self.message, self.fault, self.fields)


class QuestionSetError(InputError):
    """A file cannot be read as a question set."""
