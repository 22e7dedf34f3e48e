"""Sounds: the toneless syllable of each character, and Latin letters read as syllables."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT, RE_HANS
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.seg import mmseg, simpleseg

__all__ = ["blur", "split_syllables", "syllables"]

_LETTERS = {
    "a": "ei",
    "b": "bi",
    "c": "xi",
    "d": "di",
    "e": "yi",
    "g": "ji",
    "i": "ai",
    "o": "ou",
    "p": "pi",
    "t": "ti",
    "u": "you",
}
"""How a lone Latin letter sounds to a Chinese ear (太e企 is said tai yi qi)."""

_BLURS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("iang", "ian"), ("uang", "uan"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def _apart(rest: str) -> Any:
    """Give each character without a sound back by itself; pypinyin takes a list here, though its types say str."""
    return list(rest)


def syllables(text: str) -> tuple[str, ...]:
    """Return one syllable per character: toneless pinyin for Chinese, the character itself for the rest."""
    cut = mmseg.seg.cut(text) if RE_HANS.fullmatch(text) else simpleseg.seg(text)
    found = tuple(sound for word in cut for sound in _sounds(word))
    return found if len(found) == len(text) else tuple(_sounds(character)[0] for character in text)


@lru_cache(maxsize=16384)
def _sounds(word: str) -> tuple[str, ...]:
    """Return the syllables of a word that pypinyin does not cut any further."""
    found = lazy_pinyin(word, style=Style.NORMAL, errors=_apart, v_to_u=False)
    return tuple(_LETTERS.get(syllable, syllable) for syllable in found)


@lru_cache(maxsize=4096)
def blur(syllable: str) -> str:
    """Merge sounds that many speakers do not part: zh/z, ch/c, sh/s, -ng/-n, and initial n/l."""
    if syllable == "shei":  # 谁, as it is said
        return "sui"
    for full, short in _BLURS:
        if syllable.startswith(full):
            syllable = short + syllable[2:]
            break
    for full, short in _FINALS:
        if syllable.endswith(full):
            syllable = syllable[: -len(full)] + short
            break
    return "l" + syllable[1:] if syllable.startswith("n") and len(syllable) > 1 else syllable


@cache
def _known() -> frozenset[str]:
    common = (PINYIN_DICT[code].partition(",")[0] for code in range(0x4E00, 0x9FA6) if code in PINYIN_DICT)
    plain = (to_normal(syllable) for syllable in set(common))
    return frozenset(syllable for syllable in plain if syllable.isascii()) | {"shei"}


@lru_cache(maxsize=1024)
def split_syllables(letters: str) -> tuple[str, ...] | None:
    """Split lower-case letters into pinyin syllables, the fewest there can be; None when they are no pinyin."""
    known = _known()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is None or letters[start:end] not in known:
                continue
            found = (*before, letters[start:end])
            current = best[end]
            if current is None or len(found) < len(current):
                best[end] = found
    return best[-1]
