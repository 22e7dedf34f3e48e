"""Words and bigrams."""

from __future__ import annotations

import marshal
from pathlib import Path

import jieba
import pytest

from bot.retrieval.tokens import add_words, bigrams, is_word, rarity, read_dictionary, tagged, words


def test_chinese_is_cut_into_words_and_numbers_stay_whole() -> None:
    assert list(words("同比增长8%以上，gdp约39.8万亿元")) == [
        "同比",
        "增长",
        "8%",
        "以上",
        "gdp",
        "约",
        "39.8",
        "万亿元",
    ]


def test_hyphened_english_is_one_word() -> None:
    assert list(words("high-tech zone")) == ["high-tech", "zone"]


def test_punctuation_is_no_word() -> None:
    assert list(words("，。！？“”")) == []


def test_bigrams_do_not_cross_numbers_or_punctuation() -> None:
    assert list(bigrams("稳增长8%，抓项目")) == ["稳增", "增长", "抓项", "项目"]
    assert list(bigrams("稳")) == []


def test_rare_characters_make_bigrams_too() -> None:
    assert list(bigrams("𠮷野家")) == ["𠮷野", "野家"]


def test_a_field_holds_words_and_bigrams_apart() -> None:
    assert tagged("增长8%") == ["0:增长", "0:8%", "1:增长"]


def test_a_name_no_dictionary_holds_is_a_word_once_taught() -> None:
    assert not is_word("夸特纳斯厂")
    assert "夸特纳斯厂" not in words("支持夸特纳斯厂发展")
    add_words(["夸特纳斯厂", "厂"])
    assert is_word("夸特纳斯厂")
    assert list(words("支持夸特纳斯厂发展")) == ["支持", "夸特纳斯厂", "发展"]


def test_common_words_are_less_rare_than_uncommon_ones() -> None:
    assert 0 <= rarity("的") < rarity("发展") < rarity("灯塔") < rarity("恒温箱") <= 1


def test_a_character_never_seen_is_as_rare_as_can_be() -> None:
    assert rarity("𠮷") == 1.0


def test_the_dictionary_is_read_as_jieba_prepared_it(tmp_path: Path) -> None:
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"港口": 5, "港": 0}, 5)))
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path)
    read_dictionary(tokenizer)
    assert tokenizer.lcut("港口", HMM=False) == ["港口"]
    assert tokenizer.total == 5


@pytest.mark.parametrize("content", [b"", b"no dictionary", marshal.dumps(5), marshal.dumps(({"a": 1}, 1))[:-4]])
def test_a_dictionary_that_cannot_be_read_is_left_to_jieba(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "jieba.cache").write_bytes(content)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path)
    read_dictionary(tokenizer)
    assert not tokenizer.initialized
