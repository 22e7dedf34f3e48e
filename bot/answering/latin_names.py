"""What people with Latin names and offices are called: Mr Cheung, the Transport Secretary, S for T, MoF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language import language

__all__ = ["family_name", "latin_names", "latin_offices", "plain_name"]

_TOKEN = re.compile(r"[^\s,，.]+(?:\.(?=[^\s,，.]))?[^\s,，.]*")
_PART = re.compile(r"[;,，；、/]| and (?=[A-Z][\w ]* (?:for|of) )")
_OF = re.compile(r"(?P<head>\w[\w' -]*?) (?P<joint>for|of) (?:the )?(?P<domain>.+)", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_SMALL = frozenset({"and", "for", "of", "the", "to", "in", "on", "&"})
_FEWEST_INITIALS = 3
"""Letters; two are too often a word or a unit."""
_SHORTEST_GIVEN = 4
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""A Chinese given name of two syllables."""

_Named = tuple[str, float, str]
_Called = tuple[str, str, float, str]
"""The wording, by what it is recognised, how like it is, and by which rule; see ``bot.answering.aliases.Alias``."""


def plain_name(speaker: str) -> str:
    """Return a name without what courtesy puts before and behind it: Dr the Hon. Eddie Ng, JP is Eddie Ng."""
    courtesies = language().offices.courtesies
    tokens = (re.split("[,，]", speaker, maxsplit=1)[0].strip() or speaker).split()
    while len(tokens) > 1 and tokens[0].lower().strip(".()") in courtesies:
        tokens = tokens[1:]
    return " ".join(tokens)


def latin_names(speaker: str) -> Iterator[_Named]:
    """Yield what somebody is called by name: in full, without the middle names, by family and given name, initials."""
    name = plain_name(speaker)
    tokens = name.split()
    if name != speaker:
        yield name, 1.0, "name"
    if len(tokens) < 2:
        return
    family = family_name(speaker)
    first = tokens[0]
    if first != family:
        yield f"{first} {family}", 0.95, "name"
    yield family, 0.9, "family name"
    if first != family and len(first.strip(".")) >= _SHORTEST_GIVEN:
        yield first, 0.85, "given name"
    for form in language().offices.addressed:
        yield f"{form} {family}", 1.0, "surname + title"
    if len(tokens) >= _FEWEST_INITIALS:
        yield "".join(token[0] for token in tokens), 0.9, "initials"


def family_name(speaker: str) -> str:
    """Return the family name: in capitals, before a hyphened given name (Cheung Bing-leung), else the last one."""
    tokens = plain_name(speaker).split()
    capitals = [token for token in tokens if len(token) > 1 and token.isupper()]
    if len(capitals) == 1 < len(tokens):
        return capitals[0]
    return tokens[-2] if len(tokens) > 1 and _HYPHENED.fullmatch(tokens[-1]) else tokens[-1]


def latin_offices(speaker: str, role: str) -> Iterator[_Called]:
    """Yield what somebody is called by office: Secretary for Transport and Housing, Transport Secretary, S for T."""
    for part in filter(None, map(str.strip, _PART.split(role))):
        yield part, "office", 1.0, "office"
        match = _OF.fullmatch(part)
        head = match["head"] if match else part.split()[-1]
        yield f"{head} {family_name(speaker)}", "title", 1.0, "surname + title"
        if len(short := _initials(part)) >= _FEWEST_INITIALS:
            yield short, "office", 0.9, "abbreviation"
        if match is not None:
            yield from _of_domain(head, match["joint"].lower(), match["domain"])


def _of_domain(head: str, joint: str, domain: str) -> Iterator[_Called]:
    """Yield what the head of a domain is called, by all of it and by each of its parts, and the body they head."""
    bodies = language().offices.latin_bodies.get(head.lower().split()[0], ())
    for topic in dict.fromkeys([domain, *filter(None, _LIST.split(domain))]):
        yield f"{head} {joint} {topic}", "office", 0.95, "office"
        yield f"{head} for {topic}", "office", 0.95, "office"
        yield f"{topic} {head}", "office", 0.95, "office"
        yield f"{_initials(head)} {joint} {_initials(topic)}", "office", 0.9, "abbreviation"
        for body in bodies:
            yield f"{topic} {body}", "organisation", 0.95, "organisation"
            yield f"{body} {joint} {topic}", "organisation", 0.95, "organisation"
    for body in bodies:
        for short in (_initials(f"{domain} {body}"), f"{body[0]}o{_initials(domain)}" if joint == "of" else ""):
            if len(short) >= _FEWEST_INITIALS:
                yield short, "organisation", 0.9, "abbreviation"


def _initials(words: str) -> str:
    """Return the first letters of the words that carry content."""
    return "".join(word[0] for word in _TOKEN.findall(words) if word.lower() not in _SMALL)
