"""The lexical index."""

from __future__ import annotations

import pytest

from bot.corpus.passages import segment
from bot.retrieval.lexical import TantivyIndex
from bot.types import Meeting, Passage


@pytest.fixture(scope="module")
def passages(meeting: Meeting) -> tuple[Passage, ...]:
    return tuple(passage for speech in meeting.speeches for passage in segment(speech))


@pytest.fixture(scope="module")
def index(passages: tuple[Passage, ...]) -> TantivyIndex:
    return TantivyIndex(passages)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("灯塔工厂", "推动美孚、碧辟等6家头部企业"),
        ("啤酒节", "精心办好啤酒节"),
        ("斯凯奇二期", "斯凯奇二期、夸特纳斯等项目建设"),
        ("扫黑除恶", "常态化扫黑除恶"),
    ],
)
def test_the_passage_with_the_words_comes_first(
    index: TantivyIndex, passages: tuple[Passage, ...], asked: str, said: str
) -> None:
    number, score = index.search(asked, top_k=5)[0]
    assert said in passages[number].text
    assert score > 0


def test_the_best_come_first_and_no_more_than_wanted(index: TantivyIndex) -> None:
    scores = [score for _, score in index.search("项目建设", top_k=4)]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


def test_a_speakers_office_finds_what_the_speaker_says(index: TantivyIndex, passages: tuple[Passage, ...]) -> None:
    number, _ = index.search("徐向明", top_k=1)[0]
    assert passages[number].speech.speaker == "徐向明"


@pytest.mark.parametrize("asked", ["", "，。？", "量子纠缠"])
def test_words_that_nobody_said_find_nothing(index: TantivyIndex, asked: str) -> None:
    assert index.search(asked, top_k=5) == []
