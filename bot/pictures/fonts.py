"""Which font draws a character: the one that ships with the bot, else one of the system that has it, else a box.

The shipped font holds what Chinese is commonly written with. For anything rarer (𠮷) the folders of the system are
looked through, once a character; where no font has it, the shipped font's box for missing characters is drawn.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

__all__ = ["FOLDER", "Fonts", "Style", "is_invisible"]

FOLDER = Path(__file__).parent / "fonts"

_NONCHARACTER = "\U0010ffff"
"""No font has it: what is drawn for it is what is drawn for any missing character."""
_VARIATION_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_SUFFIXES = frozenset({".otf", ".ttf", ".ttc", ".otc"})
_LIKELY = re.compile(
    r"cjk|sourcehan|hei|song|ming|kai|hans|hant|msyh|msjh|sim(sun|hei)|pingfang|droidsansfallback|hana|jigmo|babelstone",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"lastresort|blank|emoji", re.IGNORECASE)
"""Fonts that have boxes or nothing for every character, or pictures of one size only."""
_SLANTED = re.compile(r"italic|oblique", re.IGNORECASE)
_FACES = 12
"""Faces of a collection that are looked at, at most."""
_TRIED = 200
"""Fonts of the system that are opened for a character, at most."""
_SAMPLE = 24
_OPENED = 16
"""Fonts in one size that are kept open: each takes 0.7 MB, and half a millisecond to open."""
_FILES = 256
_CHARACTERS = 4096


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set.

    Attributes:
        size: Of an em, in pixels.
        bold: Or regular.
        leading: From one baseline to the next, in ems.
    """

    size: int
    bold: bool = False
    leading: float = 1.45


@dataclass(frozen=True, slots=True)
class _Face:
    path: Path
    index: int = 0


_SHIPPED = {bold: _Face(FOLDER / f"WhosaidSansSC-{'Bold' if bold else 'Regular'}.otf") for bold in (False, True)}


class Fonts:
    """The fonts of a picture.

    Args:
        extra: A font that is asked before those of the system; None for none. One that cannot be read is passed over.
        folders: Where the system keeps fonts; None for where this platform does.
    """

    def __init__(self, extra: Path | None = None, folders: tuple[Path, ...] | None = None) -> None:
        self._extra = extra
        self._folders = folders if folders is not None else tuple(_system_folders())

    def font(self, character: str, style: Style) -> ImageFont.FreeTypeFont:
        """Return the font that draws ``character``; the shipped one also when none has it."""
        return _open(self._face(character, style.bold), style.size)

    def has(self, character: str) -> bool:
        """Tell whether any font has ``character``."""
        return _has(self._face(character, bold=False), character)

    def width(self, character: str, style: Style) -> float:
        """Return how far ``character`` moves the pen, in pixels; 0 for what is not seen."""
        return 0.0 if is_invisible(character) else _width(self._face(character, style.bold), style.size, character)

    def _face(self, character: str, bold: bool) -> _Face:  # noqa: FBT001 - passed by name to the public
        shipped = _SHIPPED[bold]
        if _has(shipped, character):
            return shipped
        return _find(character, bold, self._extra, self._folders) or shipped


def is_invisible(character: str) -> bool:
    """Tell whether a character only steers how others are shown (joiners, variation selectors, controls)."""
    code = ord(character)
    return unicodedata.category(character) in {"Cf", "Cc", "Cs", "Zl", "Zp"} or any(
        first <= code <= last for first, last in _VARIATION_SELECTORS
    )


@lru_cache(maxsize=_OPENED)
def _open(face: _Face, size: int) -> ImageFont.FreeTypeFont:
    """Open a face; ``OSError`` when it is no font or has no such size."""
    # Without shaping: Chinese needs none, and what libraries the machine has changes nothing.
    return ImageFont.truetype(face.path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=_CHARACTERS)
def _width(face: _Face, size: int, character: str) -> float:
    return _open(face, size).getlength(character)


@lru_cache(maxsize=_CHARACTERS)
def _has(face: _Face, character: str) -> bool:
    """Tell whether a face has a character: whether it draws it otherwise than one that no font has."""
    if character.isspace() or is_invisible(character):
        return True
    font = _open(face, _SAMPLE)
    return _drawn(font, character) != _drawn(font, _NONCHARACTER)


def _drawn(font: ImageFont.FreeTypeFont, character: str) -> tuple[object, ...]:
    mask = font.getmask(character)
    return font.getlength(character), mask.size, bytes(mask)


@lru_cache(maxsize=_CHARACTERS)
def _find(character: str, bold: bool, extra: Path | None, folders: tuple[Path, ...]) -> _Face | None:  # noqa: FBT001
    """Return the first face beyond the shipped one that has a character."""
    paths = (*([extra] if extra else []), *_system_fonts(folders, bold)[:_TRIED])
    for path in paths:
        face = _simplified_face(path)
        if face is not None and _has(face, character):
            return face
    return None


@lru_cache(maxsize=_FILES)
def _simplified_face(path: Path) -> _Face | None:
    """Return the face of a file that is made for simplified Chinese, else its first; None when it cannot be used."""
    first = None
    for index in range(_FACES):
        try:
            font = _open(_Face(path, index), _SAMPLE)
        except (OSError, ValueError):
            break
        first = first or _Face(path, index)
        if re.search(r"\b(SC|CN|GB)\b", font.getname()[0] or ""):
            return _Face(path, index)
    return first


@lru_cache(maxsize=4)
def _system_fonts(folders: tuple[Path, ...], bold: bool) -> tuple[Path, ...]:  # noqa: FBT001
    """Return the font files of some folders, those that are likely to have Chinese and the weight first."""
    found = {
        Path(folder, name)
        for root in folders
        for folder, _, names in os.walk(root)
        for name in names
        if Path(name).suffix.lower() in _SUFFIXES and not _EMPTY.search(name)
    }

    def order(path: Path) -> tuple[bool, bool, bool, str]:
        name = path.name
        return _LIKELY.search(name) is None, _SLANTED.search(name) is not None, ("bold" in name.lower()) != bold, name

    return tuple(sorted(found, key=order))


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (home / ".fonts", home / ".local" / "share" / "fonts")
        for folder in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":"):
            if folder:
                yield Path(folder) / "fonts"
