"""Text with entities on the page: no unit of it is lost, doubled or styled by its neighbour's style."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.demo.server import DemoServer
from tests.demo.screen import open_screen

pytestmark = pytest.mark.asyncio(loop_scope="module")

TAGS = {"bold": "STRONG", "italic": "EM", "code": "CODE", "blockquote": "BLOCKQUOTE", "pre": "PRE", "underline": "U"}
OUTER, INNER = ("blockquote", "pre", "bold", "code", "italic"), ("underline", "bold")
LETTERS = "港𠮷😀\n１a <&/@"

# Renders each case and returns, for every UTF-16 unit that is shown, the tags around it.
RENDER = """
async cases => {
  const { renderText } = await import("/entities.js");
  const act = { command() {}, mention() {}, link: () => true };
  return cases.map(({ text, entities }) => {
    const root = document.createElement("div");
    root.append(renderText(text, entities, act));
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const units = [];
    while (walker.nextNode()) {
      const around = [];
      for (let node = walker.currentNode.parentNode; node !== root; node = node.parentNode) around.push(node.nodeName);
      for (const unit of walker.currentNode.data.split("")) units.push([unit.charCodeAt(0), around.sort().join(" ")]);
    }
    return units;
  });
}
"""


def make_case(chance: random.Random) -> dict[str, Any]:
    """Return a text with entities that lie side by side or one within another, as Telegram allows."""
    text = "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 14)))
    places = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    entities: list[dict[str, Any]] = []

    def add(start: int, end: int, depth: int) -> None:
        while start < end and depth < 3:
            first = chance.randint(start, end)
            last = chance.randint(first, end)
            if first == last:
                return
            kind = chance.choice(
                ["blockquote", "pre", "bold", "code", "italic"] if depth == 0 else ["underline", "bold"]
            )
            entities.append({"type": kind, "offset": places[first], "length": places[last] - places[first]})
            if text[first:last] != text[first:last].strip("\n"):
                entities.pop()  # Telegram takes such edges off
            elif kind not in {"pre", "code"}:
                add(first, last, depth + 1)
            start = last

    add(0, len(text), 0)
    chance.shuffle(entities)
    return {"text": text, "entities": entities}


def expect(case: dict[str, Any]) -> list[list[Any]]:
    """Return what is to be shown: every unit with the tags that cover it, but the line feed right after a block."""
    units = case["text"].encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    spans = [(each["offset"], each["offset"] + each["length"], each["type"]) for each in case["entities"]]
    ends = {end for _, end, kind in spans if kind in {"blockquote", "pre"}}
    return [
        [code, " ".join(sorted(TAGS[kind] for start, end, kind in spans if start <= at < end))]
        for at, code in enumerate(codes)
        if not (code == 10 and at in ends)
    ]


async def test_every_unit_is_shown_once_with_the_styles_that_cover_it(demo: DemoServer, phone: Any):
    chance = random.Random(20221124)
    cases = [make_case(chance) for _ in range(600)]
    assert sum(bool(case["entities"]) for case in cases) > 300
    async with open_screen(demo, phone) as screen:
        shown = await screen.tab.evaluate(RENDER, cases)
    for case, units in zip(cases, shown, strict=True):
        assert units == expect(case), case


async def test_entities_that_make_no_sense_lose_no_text(demo: DemoServer, phone: Any):
    chance = random.Random(7)
    cases = []
    for _ in range(300):
        text = "".join(chance.choice(LETTERS.replace("\n", "")) for _ in range(8))
        kinds = [*TAGS, "expandable_blockquote", "spoiler", "text_link", "bot_command", "mention", "url", "unheard_of"]
        entities = [
            {"type": chance.choice(kinds), "offset": chance.randint(0, 20), "length": chance.randint(0, 20)}
            | {"url": url}
            for url in ("https://example.com/", "javascript:alert(1)", "")
        ]
        cases.append({"text": text, "entities": entities})
    async with open_screen(demo, phone) as screen:
        shown = await screen.tab.evaluate(RENDER, cases)
        links = f"cases => ({RENDER})(cases).then(() => document.querySelectorAll('[href^=javascript]').length)"
        assert await screen.tab.evaluate(links, cases) == 0
    for case, units in zip(cases, shown, strict=True):
        assert [unit for unit, _ in units] == [unit for unit, _ in expect({"text": case["text"], "entities": []})]
