"""What a role line says: the offices it names and the organisation its holder speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import language

__all__ = ["Office", "organisation_of", "parse_role"]

_SEPARATOR = re.compile(r"[、，,；;\s/]+|兼(?:任)?")


@dataclass(frozen=True, slots=True)
class Office:
    """One office of a role line.

    Attributes:
        organisation: 市公安局, without party and government bodies inside it (高新区党工委 → 高新区); may be empty.
        title: 局长, 副书记 …; empty when no known title ends the part.
    """

    organisation: str
    title: str


def parse_role(role: str) -> tuple[Office, ...]:
    """Read the offices of a role line in order: 市委常委、高新区党工委书记 → 市委 常委, 高新区 书记."""
    return tuple(_offices(role))


def _offices(role: str) -> Iterator[Office]:
    data = language().offices
    for part in filter(None, _SEPARATOR.split(role)):
        titles = [title for title in data.titles if part.endswith(title)]
        title = max(titles, key=len, default="")
        organisation = part[: len(part) - len(title)] if title else part
        if title and organisation.endswith(("副", "代")):
            title = organisation[-1] + title
            organisation = organisation[:-1]
        for body in sorted(data.bodies, key=len, reverse=True):
            if organisation.endswith(body) and len(organisation) >= len(body):
                organisation = organisation[: -len(body)]
                break
        yield Office(organisation, title)


def organisation_of(role: str) -> str:
    """Return the organisation a role line's holder speaks for; the whole role when none stands out.

    The last specific organisation wins: 副市长、市公安局局长 speaks for 市公安局.
    """
    offices = parse_role(role)
    general = language().offices.general
    specific = [office.organisation for office in offices if office.organisation and office.organisation not in general]
    if specific:
        return specific[-1]
    return next((office.organisation for office in offices if office.organisation), role)
