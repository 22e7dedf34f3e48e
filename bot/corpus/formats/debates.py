"""Debates in Akoma Ntoso, the XML that parliaments publish."""

from __future__ import annotations

from itertools import count

from lxml import etree

from bot.corpus.formats.document import Document, DocumentWriter, Piece, UnreadableError
from bot.errors import SourceFault

__all__ = ["read_debate"]

_SPEECHES = {"speech", "question", "answer"}
_HEADINGS = {"heading", "subheading"}


def read_debate(raw: bytes) -> Document:
    """Read a debate: who speaks from ``<from>`` or the person ``by`` refers to, headings from ``<heading>``.

    Raises:
        UnreadableError: it is damaged XML, or nobody speaks in it.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        reason = " ".join((error.msg or "").split())  # it may have several lines
        raise UnreadableError(f"is damaged XML: {reason}", SourceFault.DAMAGED, line, format=".xml") from error
    people = {_local(element, "eId") or _local(element, "id"): element for element in root.iter("{*}TLCPerson")}
    roles = {_local(element, "eId") or _local(element, "id"): element for element in root.iter("{*}TLCRole")}
    writer = DocumentWriter()
    numbers = count(1)  # of the title, headings and paragraphs, as a reader of the printed debate counts them
    if title := _words(next(root.iter("{*}docTitle"), None)):
        writer.title(Piece(title, paragraph=next(numbers)))
    spoken = False
    for element in root.iter():
        name = _name(element)
        if name in _HEADINGS and not _inside_speech(element):
            if heading := _words(element):
                writer.heading(Piece(heading, paragraph=next(numbers)))
        elif name in _SPEECHES:
            speaker = _shown(people, element.get("by")) or _words(next(element.iter("{*}from"), None)).rstrip("：:")
            role = _shown(roles, element.get("as"))
            paragraphs = [
                [Piece(words, paragraph=next(numbers))]
                for part in element
                if _name(part) != "from" and (words := _words(part))
            ]
            if speaker and paragraphs:
                spoken = True
                writer.turn(speaker, role, paragraphs)
    if not spoken:
        msg = "no speaker found: no <speech> has words and says whose they are"
        raise UnreadableError(msg, SourceFault.NO_SPEAKER_IN_DEBATE)
    return writer.document()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _local(element: etree._Element, attribute: str) -> str:
    return str(element.get(attribute, ""))


def _shown(known: dict[str, etree._Element], reference: str | None) -> str:
    """Return how a person or role is shown; empty for an unknown one."""
    element = known.get((reference or "").lstrip("#"))
    return str(element.get("showAs", "")) if element is not None else ""


def _words(element: etree._Element | None) -> str:
    # of elements only: a reference to an entity that is not resolved stands in the tree as its own name
    return " ".join("".join(element.itertext("{*}*")).split()) if element is not None else ""


def _inside_speech(element: etree._Element) -> bool:
    return any(_name(ancestor) in _SPEECHES for ancestor in element.iterancestors())
