"""Normal forms: what is compared, never what is quoted."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from bot.language import HAN, language

__all__ = ["fold", "normalise"]

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0e\ufe0f\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_SPACES_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_APOSTROPHE = re.compile(r"(?<=[A-Za-zÀ-ɏ])[’ʼ](?=[A-Za-zÀ-ɏ])")
"""As telephones type it, and books print it, between Latin letters: elsewhere it closes a quotation."""
_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_COUNTS = {
    **{word: count for count, word in enumerate(_TO_TWELVE, 1)},
    "fifteen": 15,
    **{word: tens * 10 for tens, word in enumerate(_TENS, 2)},
}
_ENGLISH_NUMBER = re.compile(
    rf"\b({'|'.join(_ENGLISH_COUNTS)})(?= (?:hundred|thousand|million|billion|trillion|per ?cent)\b)"
)
"""A count in words before a scale or a percent sign in words; by itself it may be a pronoun (which one)."""
_HONG_KONG = str.maketrans("敍枱粧糭衞衹", "叙台妆粽卫只")
"""Forms printed in Hong Kong that OpenCC's plain table of traditional characters leaves as they are."""
_QUOTE_MARKS = str.maketrans({"「": "“", "」": "”", "『": "‘", "』": "’", '"': "”", "«": "“", "»": "”"})


@cache
def _folds() -> OpenCC:
    return OpenCC("tw2sp")


@cache
def _simplifies() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    if "\ud800" <= character <= "\udfff":  # half a pair, which no converter takes
        return character
    wide = unicodedata.normalize("NFKC", character)
    simple = _simplifies().convert(wide).translate(_HONG_KONG).lower()
    return simple if len(simple) == 1 else character


def fold(text: str) -> str:
    """Fold width, case, apostrophe and script one character to one character, so that offsets stay true."""
    return "".join(map(_fold_character, _APOSTROPHE.sub("'", text)))


@cache
def _regional() -> tuple[re.Pattern[str], dict[str, str]]:
    words = language().regional
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))), words


def normalise(text: str) -> str:
    """Return a question's normal form: simplified script with common words, half-width, lower case, one line.

    An English count before a scale is written in digits (ten billion). Control characters and lone surrogates count as
    spaces. Offsets are not kept.
    """
    clean = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", _CONTROL.sub(" ", text)))
    # what is simplified already keeps its words: only a traditional question may say 專案 for 项目
    plain = clean.translate(_HONG_KONG)
    simple = _simplifies().convert(plain)
    if simple != clean:
        simple = _folds().convert(plain)
    simple = simple.lower().translate(_QUOTE_MARKS)
    pattern, words = _regional()
    common = pattern.sub(lambda match: words[match.group()], simple)
    common = _ENGLISH_NUMBER.sub(lambda match: str(_ENGLISH_COUNTS[match[1]]), common)
    return _SPACES.sub(" ", _SPACES_BETWEEN_HAN.sub("", common)).strip()
