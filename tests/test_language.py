"""The language data: read once, and what is wrong with it told by file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot import paths
from bot.answering.matching import match_terms
from bot.answering.parsing import content
from bot.errors import ConfigError
from bot.language import HAN, hint, language, load_language
from bot.retrieval.normal import fold, normalise
from bot.types import Term

FILES = ["offices", "words", "cues", "synonyms", "english", "regional", "offtopic", "hints"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the language data that a test may spoil."""
    return Path(shutil.copytree(paths.config_dir() / "language", tmp_path / "language"))


def test_the_shipped_data_are_read_once() -> None:
    assert language() is language()
    assert "局长" in language().offices.titles
    assert language().regional["边个"] == "谁"


def test_rare_characters_are_chinese_and_punctuation_is_not() -> None:
    assert re.findall(f"[{HAN}]+", "《𠮷野川㐂乐》，あa１") == ["𠮷野川㐂乐"]


def test_a_copy_says_the_same(folder: Path) -> None:
    assert load_language(folder) == language()


def test_every_cue_is_a_regular_expression() -> None:
    for cue in language().cues:
        assert len(cue.compiled) == len(cue.patterns) > 0


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.toml").unlink()
    with pytest.raises(ConfigError, match=rf"{name}\.toml: cannot be read"):
        load_language(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_toml_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.toml").write_text("谁 = [", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{name}\.toml: is not TOML"):
        load_language(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_utf8_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.toml").write_bytes('words = "边个"'.encode("gbk"))
    with pytest.raises(ConfigError, match=rf"{name}\.toml: "):
        load_language(folder)


@pytest.mark.parametrize(
    ("name", "table"),
    [("cues", "cue"), ("synonyms", "words"), ("english", "words"), ("regional", "words"), ("hints", "hints")],
)
def test_a_missing_table_is_named_with_its_file(folder: Path, name: str, table: str) -> None:
    (folder / f"{name}.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{name}\.toml: the table \[{table}\] is missing"):
        load_language(folder)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("regional", "[words]\n边个 = 3\n".replace("边个", '"边个"'), "str"),
        ("synonyms", '[words]\n"警察" = "公安"\n', "array"),
        ("cues", '[[cue]]\nkind = "whom"\npatterns = ["谁"]\n', "whom"),
        ("words", 'question = ["谁"]\n', "function"),
        ("offices", 'titel = ["局长"]\n', "titel|titles"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_with_its_file(folder: Path, name: str, text: str, complaint: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{name}\.toml: .*({complaint})"):
        load_language(folder)


# --- the word tables: facts that keep an entry from being dead or harmful -----------------------------------

GENERIC = frozenset(
    {
        "发展",
        "建设",
        "推进",
        "推动",
        "促进",
        "加强",
        "提升",
        "提高",
        "完善",
        "实施",
        "开展",
        "落实",
        "做好",
        "工作",
        "项目",
        "服务",
        "管理",
        "问题",
        "情况",
        "活动",
        "政府",
        "社会",
        "国家",
    }
)
"""Words that stand in every other sentence of public affairs: as another wording they would fit everything."""


def tables() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the two tables of other wordings by name."""
    return {"synonyms": language().synonyms, "english": language().english}


@pytest.mark.parametrize("name", ["synonyms", "english"])
def test_every_word_of_a_table_is_found_by_the_parser(name: str) -> None:
    table = tables()[name]
    assert [key for key in table if normalise(key) != key] == []
    assert [key for key in table if list(content(key)) != [key]] == []


@pytest.mark.parametrize("name", ["synonyms", "english"])
def test_no_word_of_a_table_only_asks_or_joins(name: str) -> None:
    words = language().words
    empty = words.question | words.function | words.time | words.english
    assert sorted(empty & tables()[name].keys()) == []


@pytest.mark.parametrize("name", ["synonyms", "english"])
def test_no_other_wording_fits_everything(name: str) -> None:
    assert [(key, GENERIC & {*wordings}) for key, wordings in tables()[name].items() if GENERIC & {*wordings}] == []


@pytest.mark.parametrize("name", ["synonyms", "english"])
def test_other_wordings_are_few_and_new_and_written_as_passages_are_folded(name: str) -> None:
    for key, wordings in tables()[name].items():
        assert 1 <= len(wordings) <= 6, key
        assert len({key, *wordings}) == len(wordings) + 1, key
        assert [fold(wording) for wording in wordings] == [*wordings], key


def test_a_single_character_stands_for_a_word_only_where_it_is_in_no_other_word() -> None:
    # 法 is in 方法, 水 in 水平, 核 in 审核: they would be found everywhere
    clear = frozenset("亿万%税县煤氢油碳癌臭骗奖河菜狗逾")
    single = {wording for table in tables().values() for wordings in table.values() for wording in wordings}
    assert sorted(wording for wording in single - clear if len(wording) == 1) == []


@pytest.mark.parametrize("first", ["出租车", "的士"])
def test_either_region_may_ask_the_other(first: str) -> None:
    second = {"出租车": "的士", "的士": "出租车"}[first]
    assert second in language().synonyms[first]


@pytest.mark.parametrize(
    ("everyday", "said"),
    [
        ("老人家", "上述平均轮候时间是指在2012年10月至12月期间入住资助安老宿位的长者的平均轮候时间。"),
        ("排队", "社署亦没有就个别地区设立独立轮候册及备存分区的轮候时间。"),
        ("喂奶", "世卫提倡母乳喂哺，认为喂哺母乳能为婴儿的健康成长和发展提供最佳的食粮。"),
        ("旧楼", "更新行动协助楼龄达30年或以上，并符合指定资格准则的楼宇。"),
        ("拖欠工资", "如有足够证据显示雇主故意及无合理辩解拖欠工资，劳工处会提出检控。"),
        ("隐私", "留意到个人资料私隐专员公署重申其支持改善查册制度，以加强保障公司登记册内的个人资料。"),
        ("核试", "而恰恰是在六方会谈中断的时候，朝鲜走向了拥核，并一次又一次进行了核试验。"),
        ("碰头", "布林肯常务副国务卿表示，美方同样认为两国元首杭州会晤富有成果。"),
        ("民工", "以流入地政府和公办学校为主，切实保障农民工随迁子女平等接受义务教育。"),
        ("did the leaders meet", "布林肯常务副国务卿表示，美方同样认为两国元首杭州会晤富有成果。"),
        ("breastfeeding", "世卫提倡母乳喂哺，认为喂哺母乳能为婴儿的健康成长和发展提供最佳的食粮。"),
        ("nuclear tests", "而恰恰是在六方会谈中断的时候，朝鲜走向了拥核，并一次又一次进行了核试验。"),
    ],
)
def test_what_people_ask_for_is_found_in_what_was_said(everyday: str, said: str) -> None:
    data = language()
    terms = [
        Term(word, 1.0, data.synonyms.get(word, ()) + data.english.get(word, ()))
        for word in content(normalise(everyday))
    ]
    assert max(match.strength for match in match_terms(terms, fold(said))) >= 0.85


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("哪个部门说要少跑腿", "少跑腿"),
        ("房租太贵谁来管", "房租"),
        ("欠薪的老板怎么处理", "欠薪"),
        ("谁讲了送外卖的骑手", "骑手"),
        ("what about illegal structures on rooftops", "illegal structures"),
        ("is the free trade zone getting bigger", "free trade zone"),
    ],
)
def test_an_everyday_word_is_kept_whole_in_a_sentence(sentence: str, kept: str) -> None:
    assert kept in content(normalise(sentence))


def test_every_regional_word_becomes_its_common_word() -> None:
    # conversion from Taiwan's script lengthens 尼日利亚, and the table takes that back
    assert {key for key, word in language().regional.items() if normalise(key) != word} <= {"尼日尔利亚"}
    assert normalise("尼日利亚") == "尼日利亚"


def test_a_common_word_stays_what_it_is() -> None:
    assert [word for word in language().regional.values() if normalise(word) != word] == []


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("邊個局長話會減稅", "哪个局长话会减税"),
        ("點解冇提過長者", "为什么没有提过长者"),
        ("佢哋幾時先答覆呢啲問題", "他们什么时候先答复这些问题"),
        ("睇醫生要等幾耐", "看医生要等多久"),
        ("係咪所有官員都講咗", "是不是所有官员都讲了"),
        ("嗰個計劃俾幾多錢", "那个计划给多少钱"),
        ("上头咋说的", "上头怎么说的"),
        ("啷个补贴莫得了", "怎么补贴没有了"),
        ("甚麼時候開始", "什么时候开始"),
    ],
)
def test_regional_questions_are_asked_in_common_words(asked: str, meant: str) -> None:
    assert normalise(asked) == meant


@pytest.mark.parametrize(
    "sentence",
    [
        "重点解决群众最关心的困难",
        "在试点样板区先行先试",
        "周边度假区和化工安全",
        "周边个别国家的态度",
        "产学研深度融合",
        "开放工作与财政部会议",
        "公车改革和招募志愿者",
        "高品质生活",
        "显著提高核心竞争力",
    ],
)
def test_no_chance_sequence_is_taken_for_a_regional_word(sentence: str) -> None:
    assert normalise(sentence) == sentence


def test_every_hint_is_a_regular_expression_and_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(paths.__file__).parent.rglob("*.py"))
    for name in language().hints:
        hint(name)
        assert f'"{name}"' in code


def test_nothing_is_listed_under_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        hint("weather")
