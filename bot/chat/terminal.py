"""A reply in plain text and in the terminal, where it looks as it does in the chat."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from bot.chat.reply import EntityKind, Reply
from bot.wrapping import line_breaks

__all__ = ["Block", "to_plain", "to_rich"]

_STYLES = {EntityKind.BOLD: "bold", EntityKind.ITALIC: "italic", EntityKind.STRIKE: "strike"}
_BAR = "▎ "
_BAR_STYLE = Style(color="cyan")


def to_plain(reply: Reply) -> str:
    """Return the reply without styles; each line of a quote begins with ``> ``."""
    lines = []
    for start, end, quoted in _blocks(reply):
        lines += [f"> {line}" if quoted else line for line in reply.text[start:end].split("\n")]
    return "\n".join(lines)


def to_rich(reply: Reply) -> RenderableType:
    """Return the reply for ``Console.print``: bold is bold, a quote has a bar down its left side."""
    whole = Text(reply.text)
    for entity in reply.entities:
        if style := _STYLES.get(entity.kind):
            whole.stylize(style, entity.start, entity.end)
    return Group(*(Block(whole[start:end], quoted=quoted) for start, end, quoted in _blocks(reply)))


class Block:
    """Text wrapped as Chinese is; a quote has a bar before each of its lines.

    Args:
        text: With styles; line feeds stay.
        quoted: Whether it is a quote.
    """

    def __init__(self, text: Text, *, quoted: bool) -> None:
        self.text = text
        self.quoted = quoted

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrap the text to the width there is, beside the bar."""
        width = max(1, options.max_width - self.quoted * len(_BAR))
        for line in self.text.split("\n", allow_blank=True):
            for row in line.divide(line_breaks(line.plain, width)):
                row.rstrip()
                if self.quoted:
                    yield Segment(_BAR, _BAR_STYLE)
                yield from row.render(console)
                yield Segment.line()


def _blocks(reply: Reply) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is a quote, for each block.

    One line feed on either side of a quote only parts it from its neighbours and belongs to no block. Two quotes
    have an empty block between them in any case: a chat draws each in a box of its own, a row of bars has no ends.
    """
    done = 0
    for entity in reply.entities:
        if not entity.kind.is_quote or entity.start < done:
            continue
        if block := _between(reply.text, done, entity.start):
            yield *block, False
        elif done:
            yield done, done, False
        yield entity.start, entity.end, True
        done = entity.end
    if block := _between(reply.text, done, len(reply.text)):
        yield *block, False


def _between(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the block in ``[start, end)``, which lies between quotes or the text's edges; None for no block."""
    gap = end - start
    if start > 0 and text[start:end].startswith("\n"):
        start += 1
    if end < len(text) and text[start:end].endswith("\n"):
        end -= 1
    return (start, end) if start < end or gap > 1 else None
