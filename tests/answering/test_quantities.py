"""Numbers are read by value and unit, whatever they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.quantities import parse_quantities, same_quantity
from bot.retrieval.normal import fold
from bot.types import Comparator, Quantity
from tests.answering.spelling import spell

NUMBERS = st.text(
    alphabet="0123456789０５８.,%％零一二两三十百千万亿元个家至到-~超约近以上多余级成倍点第分之，。中", max_size=40
)


FULL_WIDTH = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")


def only(text: str) -> Quantity:
    """Read the one quantity of a text."""
    (quantity,) = parse_quantities(fold(text))
    return quantity


@pytest.mark.parametrize(
    ("written", "low", "high", "unit", "comparator"),
    [
        ("新建桥梁5至6座", 5, 6, "座", Comparator.RANGE),
        ("培育企业20-30家", 20, 30, "家", Comparator.RANGE),
        ("注册资本1000万元以上", 1e7, 1e7, "元", Comparator.AT_LEAST),
        ("建设百亿级产业园", 1e10, 1e10, "", Comparator.MAGNITUDE),
        ("签约超10亿元项目", 1e9, 1e9, "元", Comparator.MORE_THAN),
        ("绿地率达百分之八", 8, 8, "%", Comparator.EXACT),
        ("合格率为百分之三点五", 3.5, 3.5, "%", Comparator.EXACT),
        ("作业压减七成", 70, 70, "%", Comparator.EXACT),
        ("产能扩大两倍", 2, 2, "倍", Comparator.EXACT),
        ("药价下降８％", 8, 8, "%", Comparator.EXACT),
        ("服务三百多家企业", 300, 300, "家", Comparator.MORE_THAN),
        ("新建１２所学校", 12, 12, "所", Comparator.EXACT),
        ("外贸39.8万亿元", 39.8e12, 39.8e12, "元", Comparator.EXACT),
        ("惠及1,200人", 1200, 1200, "人", Comparator.EXACT),
        ("等候不超过30天", 30, 30, "天", Comparator.AT_MOST),
        ("预约缩短到7天以内", 7, 7, "天", Comparator.AT_MOST),
        ("招聘约两千人", 2000, 2000, "人", Comparator.ABOUT),
        ("惠及近5万户", 50_000, 50_000, "户", Comparator.ABOUT),
        ("城镇新增就业900万人以上", 9e6, 9e6, "人", Comparator.AT_LEAST),
        ("中央财政赤字5500亿元", 5.5e11, 5.5e11, "元", Comparator.EXACT),
        ("服务业合作营业额3352亿美元", 3.352e11, 3.352e11, "美元", Comparator.EXACT),
        ("售出超过3万张", 30_000, 30_000, "张", Comparator.MORE_THAN),
        ("住宿费惠及8600多万名", 8.6e7, 8.6e7, "名", Comparator.MORE_THAN),
        ("出动舰艇三十余艘", 30, 30, "艘", Comparator.MORE_THAN),
        ("未售单位仍有62 600个", 62_600, 62_600, "个", Comparator.EXACT),
        ("核电384万千瓦", 3.84e6, 3.84e6, "千瓦", Comparator.EXACT),
        ("蓄积量增加6亿立方米", 6e8, 6e8, "立方米", Comparator.EXACT),
        ("提高1.2个百分点", 1.2, 1.2, "百分点", Comparator.EXACT),
        ("走访三四十家", 30, 40, "家", Comparator.RANGE),
        ("签约五六个", 5, 6, "个", Comparator.RANGE),
        ("投资三至五万元", 3e4, 5e4, "元", Comparator.RANGE),
        ("从8千到1万人", 8000, 10_000, "人", Comparator.RANGE),
        ("增幅5%至6%", 5, 6, "%", Comparator.RANGE),
        ("增幅百分之五至六", 5, 6, "%", Comparator.RANGE),
        ("回升三四成", 30, 40, "%", Comparator.RANGE),
        ("2012-2013学年", 2012, 2013, "学年", Comparator.RANGE),
        ("2014-15年度", 2014, 2015, "年", Comparator.RANGE),
        ("2008年至2012年", 2008, 2012, "年", Comparator.RANGE),
        ("最少1至6个月内", 1, 6, "个月", Comparator.RANGE),
        ("落地上亿元", 1e8, 1e8, "元", Comparator.MAGNITUDE),
        ("千万元级", 1e7, 1e7, "元", Comparator.MAGNITUDE),
        ("亿元级", 1e8, 1e8, "元", Comparator.MAGNITUDE),
        ("30万吨级码头", 300_000, 300_000, "吨", Comparator.MAGNITUDE),
        ("走访几十家", 20, 90, "家", Comparator.MAGNITUDE),
        ("争取数百亿元", 2e10, 9e10, "元", Comparator.MAGNITUDE),
        ("召集十几个", 11, 19, "个", Comparator.MAGNITUDE),
        ("规模超百亿", 1e10, 1e10, "", Comparator.MORE_THAN),
        ("招商逾5万人", 50_000, 50_000, "人", Comparator.MORE_THAN),
        ("下载10万+", 100_000, 100_000, "", Comparator.AT_LEAST),
        ("年满65岁或以上", 65, 65, "岁", Comparator.AT_LEAST),
        ("任务三年内", 3, 3, "年", Comparator.AT_MOST),
        ("整改30日内", 30, 30, "天", Comparator.AT_MOST),
        ("失业率不到5%", 5, 5, "%", Comparator.AT_MOST),
        ("时隔两年半", 2.5, 2.5, "年", Comparator.EXACT),
        ("三个半月", 3.5, 3.5, "个月", Comparator.EXACT),
        ("用时半年", 0.5, 0.5, "年", Comparator.EXACT),
        ("进度一半", 50, 50, "%", Comparator.EXACT),
        ("进度过半", 50, 50, "%", Comparator.MORE_THAN),
        ("上浮两成半", 25, 25, "%", Comparator.EXACT),
        ("占四分之一", 25, 25, "%", Comparator.EXACT),
        ("占1/4", 25, 25, "%", Comparator.EXACT),
        ("产值翻一番", 2, 2, "倍", Comparator.EXACT),
        ("产值翻了两番", 4, 4, "倍", Comparator.EXACT),
        ("世界500强", 500, 500, "强", Comparator.EXACT),
        ("百强镇", 100, 100, "强", Comparator.EXACT),
        ("二十大", 20, 20, "大", Comparator.EXACT),
        ("二〇二二年", 2022, 2022, "年", Comparator.EXACT),
        ("下午3:30", 3.5, 3.5, "时", Comparator.EXACT),
        ("聚焦3+3产业", 3, 3, "+3", Comparator.EXACT),
        ("9·19共同声明", 9, 9, "·19", Comparator.EXACT),
        ("控制PM2.5", 2.5, 2.5, "pm", Comparator.EXACT),
        ("建设5G", 5, 5, "g", Comparator.EXACT),
        ("us$10 million", 1e7, 1e7, "美元", Comparator.EXACT),
        ("over 1.5 billion yuan", 1.5e9, 1.5e9, "元", Comparator.MORE_THAN),
        ("25 percent", 25, 25, "%", Comparator.EXACT),
    ],
)
def test_a_number_is_read_with_value_unit_and_comparator(
    written: str, low: float, high: float, unit: str, comparator: Comparator
) -> None:
    quantity = only(written)
    assert (quantity.low, quantity.high) == pytest.approx((low, high))
    assert (quantity.unit, quantity.comparator) == (unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "第三，抓好校园安全",
        "第十二点",
        "第二十条",
        "第2至5条",
        "第1267号决议",
        "(3) 教育局局长",
        "1、加强领导",
        "大家坐在一起讨论",
        "另一方面",
        "进一步推进",
        "统一部署",
        "千家万户",
        "千万不要",
        "万一出现病例",
        "一成不变",
        "单位：万元",
        "每逢周三",
        "三农",
        "十四五规划",
        "2022-10-01",
        "大半",
        "上半年",
    ],
)
def test_ordinals_and_words_are_no_quantities(text: str) -> None:
    assert parse_quantities(fold(text)) == ()


def test_one_case_is_counted_and_together_is_not() -> None:
    assert only("发生一起案件").unit == only("发生3起").unit == "起"
    assert parse_quantities("与各方一起推进") == ()


def test_a_change_is_two_numbers_and_a_range_is_one() -> None:
    assert [quantity.low for quantity in parse_quantities("从20%到30%")] == [20, 30]
    assert [quantity.high for quantity in parse_quantities("20%到30%")] == [30]


def test_a_sentence_without_numbers_holds_none() -> None:
    assert parse_quantities("茶园满山，书声琅琅") == ()


def test_several_numbers_are_read_in_the_order_of_the_sentence() -> None:
    found = parse_quantities("改造小区45个，加装电梯300部以上，投入3.2亿元")
    assert [quantity.low for quantity in found] == pytest.approx([45, 300, 3.2e8])


def test_a_numeral_after_a_rare_character_keeps_its_place() -> None:
    text = "𠮷村修路12公里"
    assert only(text).span.of(text) == "12公里"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("一千万元", "1000万元"),
        ("8%", "百分之八"),
        ("70%", "七成"),
        ("５座", "5至6座"),
        ("6座", "5至6座"),
        ("300", "300部以上"),
        ("0.5亿元", "5000万元"),
        ("1.1万亿元", "11000亿元"),
        ("8个点", "8%"),
        ("20个", "20家"),
        ("6000人", "6000名"),
        ("130国", "130多个"),
        ("2012", "2012年"),
        ("8", "8%"),
        ("五六个", "5至6个"),
        ("百亿", "百亿级"),
        ("500强", "500强"),
        ("3+3", "3+3"),
        ("2011-2015年", "2011年至2015年"),
        ("数十家", "几十家"),
        ("两千米", "2公里"),
    ],
)
def test_one_number_in_two_spellings_is_the_same(asked: str, said: str) -> None:
    assert same_quantity(only(asked), only(said))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("8%", "18%"),
        ("1000万元", "1000亿元"),
        ("1000万", "1000亿"),
        ("8%", "8个"),
        ("12所", "12名"),
        ("5%", "6%"),
        ("30家", "300家"),
        ("3.2亿元", "32亿元"),
        ("300亿元", "300亿美元"),
        ("300亿港元", "300亿美元"),
        ("1.2%", "1.2个百分点"),
        ("500强", "500家"),
        ("3+3", "3家"),
        ("3+3", "3+2"),
        ("6月", "6个月"),
        ("三四十家", "340家"),
        ("五六个", "56个"),
        ("5至6家", "6至10家"),
        ("几十家", "20家"),
        ("25家", "20至30家"),
    ],
)
def test_a_number_matches_only_itself(asked: str, said: str) -> None:
    assert not same_quantity(only(asked), only(said))
    assert not same_quantity(only(said), only(asked))


@pytest.mark.parametrize("said", ["8月", "8日", "8:00", "8+2"])
def test_a_bare_number_is_no_date_and_no_name(said: str) -> None:
    assert not same_quantity(only("8"), only(said))


def test_an_english_scale_makes_the_number() -> None:
    assert only("10 million").low == 10_000_000


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), NUMBERS))
def test_quantities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    folded = fold(text)
    end = 0
    for quantity in parse_quantities(folded):
        assert end <= quantity.span.start < quantity.span.end <= len(folded)
        assert quantity.low <= quantity.high
        end = quantity.span.end


@settings(deadline=None)
@given(NUMBERS)
def test_a_quantity_read_alone_is_the_same(text: str) -> None:
    folded = fold(text)
    for quantity in parse_quantities(folded):
        alone = parse_quantities(quantity.span.of(folded))
        assert [(other.low, other.high, other.unit, other.comparator) for other in alone] == [
            (quantity.low, quantity.high, quantity.unit, quantity.comparator)
        ]


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(["元", "人", "户", "吨", "平方米", "%"]))
def test_a_number_in_arabic_full_width_and_chinese_is_the_same(number: int, unit: str) -> None:
    spelled = f"百分之{spell(number)}" if unit == "%" else f"{spell(number)}{unit}"
    arabic = f"{number}{unit}"
    for text in (arabic, f"{number:,}{unit}", arabic.translate(FULL_WIDTH), spelled):
        (quantity,) = parse_quantities(text)
        assert (quantity.low, quantity.high, quantity.unit) == (number, number, unit)
        assert same_quantity(quantity, only(arabic))


@settings(deadline=None)
@given(st.integers(1, 10**4), st.booleans(), st.sampled_from(["", "个", "条", "次", "届", "年", "号"]))
def test_an_ordinal_is_never_read(number: int, in_digits: bool, unit: str) -> None:  # noqa: FBT001 - drawn
    assert parse_quantities(f"第{number if in_digits else spell(number)}{unit}") == ()


@settings(deadline=None)
@given(st.integers(0, 10**7), st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "人", "户"]))
def test_digits_scale_and_unit_always_make_their_product(number: int, scale: str, unit: str) -> None:
    quantity = only(f"{number}{scale}{unit}")
    assert quantity.low == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert quantity.unit == unit
    assert same_quantity(quantity, quantity)


@settings(deadline=None)
@given(st.integers(0, 10**4), st.integers(0, 10**4), st.sampled_from(["至", "到", "-", "~", "—"]), st.booleans())
def test_two_numbers_make_one_range_lower_end_first(one: int, other: int, between: str, twice: bool) -> None:  # noqa: FBT001 - drawn
    quantity = only(f"{one}{'%' if twice else ''}{between}{other}%")
    assert (quantity.low, quantity.high, quantity.unit) == (min(one, other), max(one, other), "%")
