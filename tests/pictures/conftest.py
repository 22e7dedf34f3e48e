"""A small meeting with rare characters and full-width digits, the labels of pictures, and what a picture shows."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bot.answering.quantities import parse_quantities
from bot.corpus.reader import parse_meeting
from bot.pictures.labels import CardLabels, ChartLabels
from bot.types import Meeting, Pledge, Quote, SourceText, Span

TOWN = """# 把实事办到百姓心坎上

□本报记者 林晚秋

3月18日，青石市召开民生实事推进会。

### 让城市更宜居

□市长 欧阳文涛

第一，加快老旧小区改造。年内力争完成老旧小区改造４５个，加装电梯300部以上，老年人满意度确保达到98%以上。

第二，打通断头路。绿地率提高到百分之四十二，能耗下降3%至5%，投诉率不超过2%。

### 水更清，岸更绿

□市水务局局长 何敏𠮷

全年新建口袋公园20个，供水漏损率控制在９％以内，引进百亿级项目1个。
"""


@pytest.fixture(scope="session")
def town() -> Meeting:
    digest = hashlib.sha256(TOWN.encode()).hexdigest()
    return parse_meeting(SourceText(TOWN, Path("town.txt"), digest))


@pytest.fixture(scope="session")
def quote_of() -> Callable[..., Quote]:
    """Find words in a meeting and quote them, some of them emphasised."""

    def find(meeting: Meeting, words: str, *emphasis: str) -> Quote:
        for speech in (*meeting.speeches, meeting.reporter):
            start = speech.text.find(words)
            if start >= 0:
                places = [start + words.index(part) for part in emphasis]
                spans = tuple(Span(at, at + len(part)) for at, part in zip(places, emphasis, strict=True))
                return Quote(speech, Span(start, start + len(words)), spans)
        raise ValueError(words)

    return find


@pytest.fixture(scope="session")
def pledges(town: Meeting) -> list[Pledge]:
    """Every number of the town's speeches as a target, with 力争 and 年内 of its sentence."""
    found = []
    for speech in town.speeches:
        for quantity in parse_quantities(speech.text):
            start = max(speech.text.rfind(mark, 0, quantity.span.start) for mark in "。，、\n") + 1
            quote = Quote(speech, Span(start, quantity.span.end))
            commitment = speech.text.find("力争", start, quantity.span.end)
            found.append(
                Pledge(
                    quote,
                    (Span(start, quantity.span.start),),
                    quantity,
                    Span(start, start + 2) if quote.text.startswith(("年内", "全年")) else None,
                    Span(commitment, commitment + 2) if commitment >= 0 else None,
                )
            )
    return found


@pytest.fixture(scope="session")
def card_labels() -> CardLabels:
    return CardLabels("《{meeting}》", "报道里的文字", "原文第 {start}–{end} 字，SHA-256 {digest}…")


@pytest.fixture(scope="session")
def chart_labels() -> ChartLabels:
    return ChartLabels(
        heading="Pledged in numbers",
        summary="{count} targets by {speakers} speakers",
        page="page {page} of {pages}",
        left_out="{count} more",
        commitment="how firmly",
        deadline="by when",
        axis="full length {maximum}",
        empty="no pledge with a number",
    )


@pytest.fixture(scope="session")
def see() -> Callable[[bytes], Image.Image]:
    """Open a picture as a reader's device would, after checking that it is a PNG."""

    def open_png(png: bytes) -> Image.Image:
        image = Image.open(io.BytesIO(png))
        assert image.format == "PNG"
        assert image.mode == "RGB"
        return image

    return open_png


def _speech(body: str) -> Meeting:
    text = f"# 会议\n\n### 一节\n\n□市长 欧阳文涛\n\n{body}\n"
    return parse_meeting(SourceText(text, Path("speech.txt"), hashlib.sha256(text.encode()).hexdigest()))


@pytest.fixture(scope="session")
def long_meeting() -> Meeting:
    """A speech of 12,000 characters."""
    return _speech("年内完成老旧小区改造４５个，加装电梯300部以上，惠及居民2万户。\n\n" * 350)


@pytest.fixture(scope="session")
def odd_meeting() -> Meeting:
    return _speech("𠮷野家的👍🏽和👨\u200d👩\u200d👧都\ufe0f在\U00030000里，नमस्ते，\ue000。")
