"""Web pages (.html): the text of the article, without menus and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from bot.corpus.formats.document import Document, DocumentWriter, UnreadableError
from bot.corpus.formats.plain import decode
from bot.errors import SourceFault

__all__ = ["read_web"]

_LEFT_OUT = {
    "script", "style", "nav", "header", "footer", "aside", "noscript", "template", "form", "button", "select",
    "svg", "iframe", "head", "figure",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "li", "ul", "ol", "table", "tr", "blockquote", "dd", "dt", "dl",
    "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "td", "th", "body", "pre",
}  # fmt: skip
_HEADINGS = {"h1": "# ", "h2": "### ", "h3": "### ", "h4": "### ", "h5": "### ", "h6": "### "}
_DECLARED = b"charset"
_LONGEST_LABEL = 60


def read_web(raw: bytes) -> Document:
    """Read a page: of its ``<article>`` or ``<main>`` where there is one, else of the whole body.

    Its paragraphs are counted there, headings among them: what a reader of the article sees.

    Raises:
        UnreadableError: nothing in it is text.
    """
    declared = _declared(raw)
    try:
        parser = _parser(declared)
    except LookupError:  # an encoding that nobody knows: the bytes tell, as without a declaration
        declared, parser = None, _parser(None)
    try:
        # without a declaration, bytes would be taken for Latin-1
        page = html.document_fromstring(raw if declared else decode(raw), parser=parser)
    except (etree.ParserError, ValueError) as error:
        msg = "is an empty or damaged page"
        raise UnreadableError(msg, SourceFault.DAMAGED, format=".html") from error
    article = next(iter(page.xpath("//article[.//p]")), None)
    if article is None:
        article = next(iter(page.xpath("//main[.//p]")), page)
    writer = DocumentWriter()
    for number, (mark, text) in enumerate(_blocks(article), start=1):
        if mark or text[0] in "□●■◆【#*":
            writer.line(f"{mark}{text}", paragraph=number)
        else:
            writer.paragraph(text, number)
    return writer.document()


def _parser(encoding: str | None) -> html.HTMLParser:
    return html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding=encoding)


def _declared(raw: bytes) -> str | None:
    """Return the encoding a page declares in its first kilobyte, as the standard has it; None for none."""
    head = raw[:1024].lower()
    if _DECLARED not in head:
        return None
    name = head.split(_DECLARED, 1)[1].lstrip(b" =\"'").split(b'"')[0].split(b"'")[0].split(b">")[0].strip(b" /;")
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name.decode("ascii", "ignore"), name.decode("ascii", "ignore"))


def _blocks(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the text of each block with its mark: that of a heading, of a bold line, or none."""
    pieces: list[str] = []
    bold = True
    mark = ""

    def flush() -> Iterator[tuple[str, str]]:
        nonlocal bold, mark
        text = " ".join("".join(pieces).split())
        if text:
            is_label = not mark and bold and len(text) <= _LONGEST_LABEL and not text.endswith("。")
            yield ("", f"**{text}**") if is_label and not text.startswith(("**", "【")) else (mark, text)
        pieces.clear()
        bold, mark = True, ""

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _LEFT_OUT:
                element.text, element[:] = None, []
                continue
            if tag in _BLOCKS:
                yield from flush()
                mark = _HEADINGS.get(tag, "")
            if element.text and element.text.strip():
                bold = bold and _is_bold(element)
                pieces.append(element.text)
        else:
            if tag in _BLOCKS:
                yield from flush()
            if element is not root and element.tail and element.tail.strip():
                parent = element.getparent()
                bold = bold and parent is not None and _is_bold(parent)
                pieces.append(element.tail)
    yield from flush()


def _is_bold(element: html.HtmlElement) -> bool:
    return any(ancestor.tag in {"b", "strong"} for ancestor in (element, *element.iterancestors()))
