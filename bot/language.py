"""The language data of ``config/language``: what holds for any meeting, apart from the machinery that uses it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from bot import paths
from bot.errors import ConfigError
from bot.types import QuestionKind

__all__ = ["HAN", "Cue", "Language", "Offices", "Offtopic", "Pledging", "Words", "hint", "language", "load_language"]

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, the rare ones too: what a character class of a regular expression holds."""


class Offices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How role lines are built and what people call offices; see ``offices.toml``."""

    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    general: tuple[str, ...]
    levels: tuple[str, ...]
    surnames: str
    rare_surnames: str
    compound_surnames: tuple[str, ...]
    suffixes: tuple[str, ...]
    ventures: tuple[str, ...]
    honorifics: tuple[str, ...]
    familiar: tuple[str, ...]
    courtesies: tuple[str, ...]
    addressed: tuple[str, ...]
    voices: tuple[str, ...]
    voice_endings: tuple[str, ...]
    spoken_to: tuple[str, ...]
    headers: tuple[str, ...]
    named_by: tuple[str, ...]
    feet: tuple[str, ...]
    unsaid: tuple[str, ...]
    outcomes: tuple[str, ...]
    signed_by: tuple[str, ...]
    sayings: tuple[str, ...]
    form_fields: dict[str, tuple[str, ...]]
    everyday: dict[str, tuple[str, ...]]
    addresses: dict[str, tuple[str, ...]]
    latin_bodies: dict[str, tuple[str, ...]]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words without content in a question; see ``words.toml``."""

    question: frozenset[str]
    function: frozenset[str]
    english: frozenset[str]
    time: frozenset[str]
    meeting: frozenset[str]
    office: frozenset[str]
    deeds: frozenset[str]
    matters: frozenset[str]
    pinyin: frozenset[str]
    also_pinyin: frozenset[str]


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns that show one kind of question; see ``cues.toml``."""

    kind: QuestionKind
    patterns: tuple[str, ...]

    @property
    def compiled(self) -> tuple[re.Pattern[str], ...]:
        """The patterns, compiled; word boundaries are those of Latin words, for Chinese has none."""
        return tuple(re.compile(pattern, re.ASCII) for pattern in self.patterns)


class Offtopic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of messages that are no question about a meeting; see ``offtopic.toml``."""

    requests: tuple[str, ...]
    topics: tuple[str, ...]
    private: tuple[str, ...]
    pleasantries: tuple[str, ...]
    thanks: tuple[str, ...]
    greetings: tuple[str, ...]
    about: tuple[str, ...]
    rude: tuple[str, ...]


class Pledging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How speakers commit themselves; see ``pledges.toml``.

    Attributes:
        patterns: Regular expressions by name.
        wholes: What says a number without one, in percent.
    """

    patterns: dict[str, tuple[str, ...]]
    wholes: dict[str, float]


class Language(msgspec.Struct, frozen=True):
    """All language data.

    Attributes:
        synonyms: Everyday word → official words that count as the same.
        english: English word → Chinese words.
        regional: Regional word → common word.
        hints: Patterns by name, for the steps that look for them.
        pledging: The same for what commits a speaker.
    """

    offices: Offices
    words: Words
    cues: tuple[Cue, ...]
    synonyms: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    regional: dict[str, str]
    offtopic: Offtopic
    hints: dict[str, tuple[str, ...]]
    pledging: Pledging


def _read(path: Path, shape: Any, key: str | None = None) -> Any:
    name = paths.shown(path)
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(table[key] if key else table, shape)
    except OSError as error:
        msg = f"{name}: cannot be read: {error.strerror or error}"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{name}: is not TOML: {error}"
    except KeyError:
        msg = f"{name}: the table [{key}] is missing"
    except msgspec.ValidationError as error:
        msg = f"{name}: {error}"
    raise ConfigError(msg)


def load_language(folder: Path) -> Language:
    """Read the language data of a folder.

    Raises:
        ConfigError: a file is missing or malformed; the error names file and key.
    """
    return Language(
        offices=_read(folder / "offices.toml", Offices),
        words=_read(folder / "words.toml", Words),
        cues=_read(folder / "cues.toml", tuple[Cue, ...], "cue"),
        synonyms=_read(folder / "synonyms.toml", dict[str, tuple[str, ...]], "words"),
        english=_read(folder / "english.toml", dict[str, tuple[str, ...]], "words"),
        regional=_read(folder / "regional.toml", dict[str, str], "words"),
        offtopic=_read(folder / "offtopic.toml", Offtopic),
        hints=_read(folder / "hints.toml", dict[str, tuple[str, ...]], "hints"),
        pledging=_read(folder / "pledges.toml", Pledging),
    )


@cache
def language() -> Language:
    """Return the language data that ships with the bot; read once."""
    return load_language(paths.config_dir() / "language")


@cache
def hint(name: str) -> re.Pattern[str]:
    """Return the pattern of a name: it matches where any of the expressions listed under it does.

    Raises:
        KeyError: nothing is listed under the name.
    """
    return re.compile("|".join(f"(?:{pattern})" for pattern in language().hints[name]), re.ASCII)
