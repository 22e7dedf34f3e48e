"""Questions as typed → questions as meant: typos, homophones and pinyin, mended towards the meeting's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from pypinyin.constants import PINYIN_DICT

from bot.answering.vocabulary import LONGEST, Vocabulary, boundaries, is_question_word
from bot.language import HAN, language
from bot.retrieval.pinyin import blur, split_syllables, syllables
from bot.retrieval.tokens import is_word

__all__ = ["Speller"]

_HAN = re.compile(f"[{HAN}]+")
_RUN = re.compile(f"[a-z{HAN}]+")
_LATIN = re.compile(r"[a-z]+(?:[ '][a-z]+)*")
_MENDED = range(2, 6)
"""Code points of a run of words that is mended as one."""
_NEAR = 4
"""Code points of a run in which one wrong character may be a slip of any kind, not of sound only."""
_SHORT = 2
"""Code points of a run that says too little to be mended by its sound alone."""
_SOUNDS_NEEDED = 2
_WHO = "谁"
"""Is said and typed in two ways, shei and shui."""
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几0123456789")


class Speller:
    """Mends what a dictionary does not know towards what the meeting says.

    Args:
        texts: What the meeting's voices say.
        names: Names of its speakers and organisations; they are mended by sound only, never by a near miss.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._heard = Vocabulary(texts, names)

    def mend(self, text: str) -> str:
        """Return a normal form with typos, homophones and pinyin mended; unchanged where nothing is to mend."""
        return self._mend_characters(self._mend_pinyin(text))

    # --- characters -------------------------------------------------------------------------------------

    def _mend_characters(self, text: str) -> str:
        characters = list(text)
        for run in _RUN.finditer(text):
            if not _HAN.search(run.group()):
                continue
            starts = [run.start() + start for start in boundaries(run.group())]
            runs = [run for run in combinations(starts, 2) if run[1] - run[0] in _MENDED]
            for left, right in sorted(runs, key=lambda run: run[0] - run[1]):  # the longest first
                around = "".join(characters[left - 1 : left]), "".join(characters[right : right + 1])
                meant = self._meant("".join(characters[left:right]), *around)
                if meant is not None:
                    characters[left] = meant
                    characters[left + 1 : right] = [""] * (right - left - 1)
        return "".join(characters)

    def _meant(self, written: str, before: str, after: str) -> str | None:
        """Return the meeting's words that a run of a question's words misspells or abbreviates; None when it is none.

        Args:
            written: The run.
            before: The character before it, or nothing.
            after: The character after it, or nothing.
        """
        if written in self._heard.known or not _HAN.search(written) or is_word(written):
            return None
        if written in self._heard.abbreviated:
            return self._heard.abbreviated[written].most_common(1)[0][0]
        alike = [
            piece
            for piece in self._heard.by_sound.get(tuple(map(blur, syllables(written))), ())
            if _differ_in_content(written, piece, strict=piece not in self._heard.names)
            and (len(written) > _SHORT or self._is_close(written, piece, before, after))
        ]
        if alike:
            return max(alike, key=lambda piece: sum(a == b for a, b in zip(piece, written, strict=True)))
        # where three of four characters are a word of their own, the fourth belongs to its other neighbour
        if len(written) == _NEAR and not {written[1:], written[:-1]} & self._heard.known:
            near = {
                piece
                for gap in range(_NEAR)
                for piece in self._heard.by_gap.get((gap, written[:gap] + written[gap + 1 :]), ())
                if _differ_in_content(written, piece) and not is_question_word(piece[:2]) and not piece[0].isascii()
            }
            if len(near) == 1:
                return near.pop()
        return None

    def _is_close(self, written: str, piece: str, before: str, after: str) -> bool:
        """Tell whether two characters can be meant for two others that sound much like them.

        They are when these are a word or a name and sound the same, tone and all, both carrying content, or stand
        beside the same neighbour in the meeting.
        """
        if piece in self._heard.names:
            return True
        if not is_word(piece):
            return False
        same = all(_readings(a) & _readings(b) for a, b in zip(written, piece, strict=True))
        if same and not any(map(is_question_word, written)):
            return True
        beside = [before + piece] * bool(_HAN.match(before) and not is_question_word(before))
        beside += [piece + after] * bool(_HAN.match(after) and not is_question_word(after))
        return any(words_beside in self._heard.said for words_beside in beside)

    # --- pinyin -----------------------------------------------------------------------------------------

    def _mend_pinyin(self, text: str) -> str:
        def spell(match: re.Match[str]) -> str:
            letters = match.group()
            if _is_english(letters):
                return letters
            tokens = re.split(r"[ ']", letters)
            parts = [split_syllables(token) for token in tokens]
            if all(parts):
                whole = self._characters([sound for part in parts if part for sound in part])
                if whole:
                    return whole
            written = [self._characters(part) if part else None for part in parts]
            if not any(written):
                return letters
            return "".join(found or f" {token} " for found, token in zip(written, tokens, strict=True)).strip()

        return _LATIN.sub(spell, text)

    def _characters(self, sounds: Sequence[str]) -> str | None:
        """Write syllables in the characters of the meeting, the longest known pieces first; None when too few fit."""
        written: list[str] = []
        known = 0
        start = 0
        while start < len(sounds):
            for size in range(min(LONGEST, len(sounds) - start), 0, -1):
                piece = self._piece(tuple(sounds[start : start + size]))
                if piece is not None:
                    written.append(piece)
                    known += size if size >= _SOUNDS_NEEDED or is_question_word(piece) else 0
                    start += size
                    break
            else:
                return None
        return "".join(written) if known * 2 >= len(sounds) else None

    def _piece(self, sounds: tuple[str, ...]) -> str | None:
        pieces = self._heard.by_sound.get(sounds) or self._heard.by_sound.get(tuple(map(blur, sounds)))
        if pieces and len(sounds) == 1:
            # one syllable tells too little to be misheard: zhang is not 咱
            pieces = [piece for piece in pieces if syllables(piece) == sounds or piece == _WHO]
        if not pieces:
            return None
        # a whole word before a chance sequence; question words before all
        return max(pieces, key=lambda piece: (is_question_word(piece), is_word(piece)))


def _is_english(letters: str) -> bool:
    tokens = letters.split()
    data = language()
    return any(
        (token in data.words.english or token in data.english) and token not in data.words.also_pinyin
        for token in tokens
    )


@lru_cache(maxsize=4096)
def _readings(character: str) -> frozenset[str]:
    """Return the ways to say a character, with their tones."""
    return frozenset(PINYIN_DICT.get(ord(character), character).split(","))


def _differ_in_content(written: str, piece: str, *, strict: bool = True) -> bool:
    """Tell whether two runs of one length share half of their characters.

    Strictly, they may not differ in a character that only asks or joins.
    """
    pairs = list(zip(written, piece, strict=True))
    apart = [(a, b) for a, b in pairs if a != b]
    if any(a in _NUMERALS and b in _NUMERALS for a, b in apart):
        return False  # a number is never mended: 三年 is not 两年
    if not strict:
        return 0 < len(apart) <= len(pairs) / 2
    return 0 < len(apart) <= len(pairs) / 2 and not any(
        (is_question_word(a) and not b.isascii()) or is_question_word(b) for a, b in apart
    )
