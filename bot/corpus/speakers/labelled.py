"""Lines that begin with a label: who speaks, a colon, and what is said.

张三：…        3. 张三：…        **张三**：…        [主持人]：…        【张三】市水务局局长        >> …
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.corpus.lines import Line
from bot.corpus.speakers.labels import read_label
from bot.corpus.speakers.naming import is_name, is_role
from bot.language import HAN

__all__ = ["AGENDA", "BRACKETED", "LABEL", "TERMINAL", "Turn", "begins_turn", "read_turn", "split_label"]

_IN_BRACKETS = r"[（(](?:[^（()）：:。！？]|[（(][^（()）：:。！？]*[)）])*[)）]"
"""A remark on who speaks, and one inside of it: (Mr. Peter Hall (Niagara, Lib.))."""
LABEL = re.compile(
    r"(?:>>+\s*|(?:\d{1,3}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾貳參陸]{1,3})[.、．]\s*)?"
    rf"(?P<bold>\*\*)?(?P<label>(?!>)(?:[^：:。！？，,；;“”*（()）]|{_IN_BRACKETS}){{1,80}}?)\s*"
    r"(?(bold)(?:\*\*\s*[：:]|[：:]\s*\*\*)|[：:])\s*(?P<words>.*)$"
)
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+"
_WITH_OFFICE = re.compile(
    rf"(?P<label>(?P<name>{_CAPITALISED}(?: {_CAPITALISED}){{1,3}}), (?P<role>[^:.!?]{{2,80}}?)):\s+(?P<words>\S.*)$"
)
"""Hector Villalobos, parent, Lincoln Elementary: …"""
_TO_OFFICE = re.compile(
    rf"(?:\d{{1,3}}\.\s+)?(?P<label>(?P<name>{_CAPITALISED}(?: {_CAPITALISED}){{1,3}})"
    r"(?: \((?P<role>[^()]{2,60})\))?) to the [A-Z][^:.!?]{2,80}:\s+(?P<words>\S.*)$"
)
"""1. HELEN MOANA (Labour) to the Minister of Health: …"""
_TAGGED = re.compile(
    r"(?P<label>[\[【〔](?P<tag>[^\]】〕]{1,30})[\]】〕]\s*(?P<who>[^：:。！？；;]{0,60}?))\s*(?:[：:]\s*(?P<words>.*))?$"
)
"""[主持人]：…, 【张三】市水务局局长, [投资者提问] 老王：…"""
_NAMED = re.compile(r"(?P<label>[\[【〔](?P<name>[^\]】〕]{1,30})[\]】〕])\s*(?P<words>\S.*)$")
"""【张三】…, with what is said right behind the name."""
AGENDA = re.compile(
    r"(?:agenda )?item \d{1,3}\b[^.。]{0,80}$|question no\. ?\d{1,3}\b[^.。]{0,80}$"
    r"|(?:议题|議題|议程|議程|案由|提案)[一二三四五六七八九十\d]{1,3}(?:[：:、.．]|\s)[^。]{1,60}。?$"
    r"|[壹贰叁肆伍陆柒捌玖拾貳參陸]{1,3}、[^。]{1,60}$",
    re.IGNORECASE,
)
"""A line of the agenda: 议题一：电梯更换, 壹、主席報告, Agenda item 18."""
BRACKETED = re.compile(r"[（(][^（()）]+[)）]|\[[^\[\]]+\]")
"""A line that stands in brackets as a whole."""
TERMINAL = re.compile(r"[。！？!?….；：][”’」』）》)\]\"]*$")
_UNNAMED = re.compile(r">>+\s*(?=\S)")
"""What live captions print where they do not tell who speaks next; it is then the name as printed."""
_HAN = re.compile(f"[{HAN}]")
_LONGEST_LABEL = 40
"""In Chinese; who speaks in another language may be named with an office of many words."""
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、[^，,。；;：:]{1,20}")
_HEADING = re.compile(r"[^，,。；;：:]{1,20}")
"""A short line behind a gap that is no piece of a sentence."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where somebody begins to speak.

    Attributes:
        role: As printed; empty when the line has a name only.
        name: As printed; the role when the line has no name.
        label: Start and end of what names the speaker, in the line's text.
        words: Where in the line's text what is said begins; the text's length when it begins on the next line.
    """

    role: str
    name: str
    label: tuple[int, int]
    words: int


def begins_turn(line: Line, before: Line | None) -> bool:
    """Tell whether a line can begin a turn: what stands above it has come to an end."""
    if before is None or line.gap or line.indented or line.text.startswith((">>", "【")):
        return True
    heading = (
        _SECTION.fullmatch(before.text)
        or AGENDA.match(before.text)
        or before.text.startswith(("#", "【"))
        or (before.gap and _HEADING.fullmatch(before.text))
    )
    return bool(heading or TERMINAL.search(before.text) or BRACKETED.fullmatch(before.text))


def split_label(text: str) -> tuple[int, int, int] | None:
    """Return where what stands before a line's colon begins and ends, and what is said begins; None without any."""
    match = LABEL.match(text)
    if not match or not match["words"]:
        return None
    start = match.start("label")
    return start, start + len(match["label"].rstrip()), match.start("words")


def read_turn(text: str) -> Turn | None:
    """Return who begins to speak on a line; None when nobody known does."""
    if mark := _UNNAMED.match(text):
        named = LABEL.match(text) and _plain_turn(text)
        return named or Turn("", ">>", (0, 2), mark.end())
    return _tagged_turn(text) if text[:1] in "[【〔" else _plain_turn(text)


def _tagged_turn(text: str) -> Turn | None:
    if (match := _TAGGED.match(text)) and (who := read_label(match["label"])):
        begin = len(text) if match["words"] is None else match.start("words")
        alone = not match["who"] and not match["tag"].isascii()  # [Translation] is nobody
        if match["words"] is not None or alone or (match["who"] and is_role(match["who"])):
            return Turn(*who, (0, match.end("label")), begin)
    if (match := _NAMED.match(text)) and (who := read_label(match["label"])):
        return Turn(*who, (0, match.end("label")), match.start("words"))
    return None


def _plain_turn(text: str) -> Turn | None:
    if (match := _WITH_OFFICE.match(text) or _TO_OFFICE.match(text)) and is_name(match["name"]):
        return Turn(match["role"] or "", match["name"], match.span("label"), match.start("words"))
    match = LABEL.match(text)
    who = match and read_label(match["label"].strip())
    if not match or not who or (len(match["label"]) > _LONGEST_LABEL and _HAN.search(match["label"])):
        return None
    place = match.start("label"), match.start("label") + len(match["label"].rstrip())
    return Turn(*who, place, match.start("words"))
