"""Verification: whether somebody said it, in these words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from bot.answering.verification import Verifier
from bot.corpus.reader import parse_meeting
from bot.retrieval.letters import read_letters
from bot.types import DifferenceKind, Meeting, SourceText, Verification, VerificationStatus, squash

EXACT, DIFFERENT = VerificationStatus.EXACT, VerificationStatus.DIFFERENT
MISATTRIBUTED, ABSENT = VerificationStatus.MISATTRIBUTED, VerificationStatus.ABSENT


@pytest.fixture(scope="module")
def verifier(meeting: Meeting) -> Verifier:
    return Verifier(meeting)


@pytest.fixture(scope="module")
def of_town(town: Meeting) -> Verifier:
    return Verifier(town)


def only(told: tuple[Verification, ...]) -> Verification:
    (one,) = told
    return one


def gravest(one: Verification) -> tuple[DifferenceKind, str, str]:
    """Return the first difference: what it changes, the meeting's words and the pasted ones."""
    first = one.differences[0]
    return first.kind, first.said.text if first.said else "", first.pasted.of(one.text)


# --- word for word ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "年内完成老旧小区改造45个，加装电梯300部以上",
        "年内完成老旧小区改造45个\n加装电梯300部以上",
        "年内完成老旧小区改造45个加装电梯300部以上",
        "年内完成老旧小区改造４５个，加装电梯３００部以上。",
        "「年內完成老舊小區改造45個，加裝電梯300部以上。」",
        "年内完成老旧小区改造45个，\n\n\n加装电梯3\n00部以上👍👍",
        "欧阳文涛 · 市长\n> 年内完成老旧小区改造45个，加装电梯300部以上\n—— 让城市更宜居 · 《把实事办到百姓心坎上》",
        "欧阳文涛 · 市长\n年内完成老旧小区改造45个，加装电梯300部以上\n—— 让城市更宜居 · 《把实事办到百姓心坎上》",
        "欧阳文涛说：“年内完成老旧小区改造45个，加装电梯300部以上。”",
        "欧阳市长表示，年内完成老旧小区改造45个，加装电梯300部以上",
        "“年内完成老旧小区改造45个，加装电梯300部以上”，欧阳文涛在会上指出。",
        "据欧阳文涛介绍，年内完成老旧小区改造45个，加装电梯300部以上。",
        "年内完成老旧小区改造45个，加装电梯300部以上。——欧阳文涛",
        "市长 欧阳文涛：\n年内完成老旧小区改造45个，加装电梯300部以上",
        "ouyang wentao said: “年内完成老旧小区改造45个，加装电梯300部以上”",
        "求证：年内完成老旧小区改造45个，加装电梯300部以上，是真的吗？",
        "年内完成老旧小区改造45个，加装电梯300部以上 https://example.org/a?b=1 #城市更新",
    ],
)
def test_the_meetings_words_are_exact_however_they_are_pasted(of_town: Verifier, text: str) -> None:
    one = only(of_town.verify(text))
    assert (one.status, one.speakers, one.differences) == (EXACT, ("欧阳文涛",), ())
    assert one.quotes[0].text == "年内完成老旧小区改造45个，加装电梯300部以上"


def test_a_sentence_broken_by_a_column_is_exact_as_printed_and_as_read(verifier: Verifier, meeting: Meeting) -> None:
    speech = meeting.speeches[0]
    start = speech.text.index("力争规上工业产值")
    printed = speech.source.text[speech.offsets[start] : speech.offsets[start + 19]]
    assert "\n" in printed
    assert only(verifier.verify(printed)).quotes[0].text == squash(printed)


def test_another_script_and_other_marks_are_told_and_are_no_difference(of_town: Verifier) -> None:
    one = only(of_town.verify("年內完成老舊小區改造45個！加裝電梯300部以上"))
    assert (one.status, one.other_script, one.other_marks) == (EXACT, True, True)
    same = only(of_town.verify("年内完成老旧小区改造４５个，加装电梯300部以上"))
    assert (same.other_script, same.other_marks) == (False, False)


def test_what_several_said_is_told_of_all_of_them(of_town: Verifier) -> None:
    one = only(of_town.verify("今年以来"))
    assert one.status is EXACT
    assert one.speakers == ("欧阳文涛", "周明兰", "高志远", "田小禾")
    assert len(one.elsewhere) == 3


def test_of_equal_places_the_one_of_whoever_is_named_counts(of_town: Verifier) -> None:
    one = only(of_town.verify("周明兰：今年以来"))
    assert (one.status, one.quotes[0].speech.speaker) == (EXACT, "周明兰")


def test_what_the_reporter_wrote_is_nobody_elses(of_town: Verifier) -> None:
    one = only(of_town.verify("4位负责人在会上作了发言"))
    assert (one.status, one.speakers, one.quotes[0].speech.by_reporter) == (EXACT, (), True)
    assert only(of_town.verify("周明兰说：“4位负责人在会上作了发言”")).status is MISATTRIBUTED


def test_an_ellipsis_between_true_parts_is_honest(of_town: Verifier) -> None:
    one = only(of_town.verify("新增学位3000个……关爱教师。发放教师专项补贴800万元"))
    assert (one.status, one.stitched) == (EXACT, False)
    assert [quote.text for quote in one.quotes] == ["新增学位3000个", "关爱教师。发放教师专项补贴800万元"]


def test_a_whole_speech_and_more_is_told_apart(of_town: Verifier, town: Meeting) -> None:
    speech = town.speeches[1]
    told = of_town.verify(f"{speech.text}\n总之，新的一年我们还要再接再厉，不负众望。")
    assert [one.status for one in told] == [EXACT, ABSENT]
    assert told[0].quotes[0].text == speech.text.rstrip("。")


# --- differences ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "kind", "said", "instead"),
    [
        ("年内完成老旧小区改造48个，加装电梯300部以上", DifferenceKind.NUMBER, "45个", "48个"),
        ("发放教师专项补贴800亿元", DifferenceKind.NUMBER, "800万元", "800亿元"),
        ("新建桥梁4至7座，两年内打通全部断头路", DifferenceKind.NUMBER, "5至6座", "4至7座"),
        ("新建桥梁5至6座，三年内打通全部断头路", DifferenceKind.NUMBER, "两年内", "三年内"),
        ("推广高山茶叶种植1万吨", DifferenceKind.UNIT, "1万亩", "1万吨"),
        ("加装电梯300部，惠及居民2万户", DifferenceKind.COMPARATOR, "300部以上", "300部"),
        ("茶农人均增收5000元", DifferenceKind.COMPARATOR, "超5000元", "5000元"),
        ("云岭镇将不修复古村落6处", DifferenceKind.NEGATION, "", "不"),
        ("全市城市更新未稳步推进，老旧小区面貌一新", DifferenceKind.NEGATION, "", "未"),
        ("药品价格上升8%", DifferenceKind.DIRECTION, "下降", "上升"),
        ("新建中小学校12所，确保明年9月全部投入使用", DifferenceKind.COMMITMENT, "力争", "确保"),
        ("新建中小学校12所，明年9月全部投入使用", DifferenceKind.COMMITMENT, "力争", ""),
        ("绿地率提高到42%", DifferenceKind.WORDS, "百分之四十二", "42%"),
        ("专家门诊预约等候时间缩短到7天之内", DifferenceKind.WORDS, "7天以内", "7天之内"),
        ("每天保证学生体育锻炼1小时以上", DifferenceKind.WORDS, "活动", "锻炼"),
    ],
)
def test_what_a_difference_changes_is_named(
    of_town: Verifier, pasted: str, kind: DifferenceKind, said: str, instead: str
) -> None:
    one = only(of_town.verify(pasted))
    assert one.status is DIFFERENT
    assert gravest(one) == (kind, said, instead)


@pytest.mark.parametrize(
    ("pasted", "said"),
    [("我们会增加收费", "不"), ("会增加收费", "不会"), ("没计划裁员，一年内可以涨价", "不"), ("有计划裁员", "没")],
)
def test_a_negation_left_out_is_named(make_meeting, pasted: str, said: str) -> None:
    words = "我们不会增加收费，也没有计划裁员，一年内不可以涨价。"
    one = only(Verifier(make_meeting(f"# 会\n\n### 收费\n\n□局长 王一\n\n{words}\n")).verify(pasted))
    assert (one.status, one.differences[0].kind) == (DIFFERENT, DifferenceKind.NEGATION)
    assert said in gravest(one)[1]


def test_the_gravest_difference_comes_first(of_town: Verifier) -> None:
    one = only(of_town.verify("每天保证学生体育锻炼2小时以上，作业总量压减三成"))
    assert [difference.kind for difference in one.differences] == [DifferenceKind.NUMBER, DifferenceKind.WORDS]


def test_the_meetings_words_are_emphasised_where_they_differ(of_town: Verifier) -> None:
    (quote,) = only(of_town.verify("每天保证学生体育锻炼2小时以上")).quotes
    assert [words.of(quote.speech.text) for words in quote.emphasis] == ["活动", "1小时以上"]


@pytest.mark.parametrize("pasted", ["加装电梯300部", "加装电梯3", "引进博士8", "5000元"])
def test_a_number_cut_short_is_no_exact_quotation(of_town: Verifier, pasted: str) -> None:
    assert only(of_town.verify(pasted)).status is DIFFERENT


def test_a_word_in_marks_does_not_stand_for_the_sentence_around_it(make_meeting) -> None:
    words = "联招未有涵盖的本地申请人，包括副学位的学生，须直接向个别院校申请入学，通称“非联招”。"
    verifier = Verifier(make_meeting(f"# 会\n\n### 收生\n\n□局长 王一\n\n{words}\n"))
    one = only(verifier.verify(words.replace("未有", "有")))
    assert (one.status, gravest(one)[0]) == (DIFFERENT, DifferenceKind.NEGATION)


def test_words_from_two_places_joined_as_one_sentence_are_stitched(of_town: Verifier) -> None:
    one = only(of_town.verify("年内完成老旧小区改造45个，全年新建口袋公园20个"))
    assert (one.status, one.stitched, len(one.quotes)) == (DIFFERENT, True, 2)


def test_parts_in_another_order_are_stitched_in_spite_of_an_ellipsis(of_town: Verifier) -> None:
    one = only(of_town.verify("全年新建口袋公园20个……年内完成老旧小区改造45个"))
    assert (one.status, one.stitched) == (DIFFERENT, True)


def test_a_difference_counts_more_than_who_is_named(of_town: Verifier) -> None:
    one = only(of_town.verify("田小禾说：“年内完成老旧小区改造54个，加装电梯300部以上”"))
    assert (one.status, one.misattributed, one.speakers) == (DIFFERENT, True, ("欧阳文涛",))


# --- somebody else's --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("周明兰说：“修复古村落6处，推广高山茶叶种植1万亩”", "周明兰"),
        ("教育局长表示，修复古村落6处，推广高山茶叶种植1万亩", "周明兰"),
        ("周名兰：修复古村落6处，推广高山茶叶种植1万亩", "周明兰"),
        ("周明兰\n修复古村落6处，推广高山茶叶种植1万亩", "周明兰"),
        ("□市教育局局长 周明兰\n修复古村落6处，推广高山茶叶种植1万亩", "周明兰"),
        ("「修復古村落6處，推廣高山茶葉種植1萬畝。」周明蘭說", "周明兰"),
        ("赵立民说：“修复古村落6处，推广高山茶叶种植1万亩”", "赵立民"),
        ("周明兰是不是说过“修复古村落6处，推广高山茶叶种植1万亩”？", "周明兰"),
    ],
)
def test_words_of_somebody_else_are_told_from_who_is_named(of_town: Verifier, text: str, claimed: str) -> None:
    one = only(of_town.verify(text))
    assert (one.status, one.claimed, one.speakers) == (MISATTRIBUTED, (claimed,), ("田小禾",))


def test_each_of_several_quotations_is_judged(of_town: Verifier) -> None:
    told = of_town.verify(
        "周明兰：新增学位3000个，课后服务实现全覆盖\n高志远：引进博士9名，建设百亿级健康产业园\n"
        "田小禾：年内完成老旧小区改造45个\n欧阳文涛：地铁三号线年底开通运营"
    )
    assert [one.status for one in told] == [EXACT, DIFFERENT, MISATTRIBUTED, ABSENT]


def test_the_items_of_a_list_are_judged_without_their_numbers(of_town: Verifier) -> None:
    told = of_town.verify("1. 新增学位3000个\n2. 引进博士8名\n3. 修复古村落9处")
    assert [one.status for one in told] == [EXACT, EXACT, DIFFERENT]


# --- nobody's ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "地铁三号线年底前开通运营，方便市民出行",
        "We will build 20 new parks this year",
        "学校要多盖一些，让家长们放心",
        "医院会想办法让大家少排队",
    ],
)
def test_what_nobody_said_is_absent(of_town: Verifier, text: str) -> None:
    one = only(of_town.verify(text))
    assert (one.status, one.quotes, one.text) == (ABSENT, (), text)


def test_a_paraphrase_is_absent_and_shown_the_nearest_passage(of_town: Verifier) -> None:
    one = only(of_town.verify("市里今年打算给老旧小区改造个遍，电梯也要多装一些"))
    assert one.status is ABSENT
    assert one.nearest is not None
    assert "老旧小区改造" in one.nearest.text


@pytest.mark.parametrize("text", ["", "   \n ", "👍👍🏽", "……", "“”", "https://example.org/a", "好"])
def test_a_message_without_words_has_nothing_to_verify(of_town: Verifier, text: str) -> None:
    assert of_town.verify(text) == ()


# --- whatever comes ---------------------------------------------------------------------------------------


@given(st.data())
def test_any_stretch_of_a_speech_is_exact_unless_it_cuts_a_number_or_a_negation(
    verifier: Verifier, meeting: Meeting, data: st.DataObject
) -> None:
    speech = data.draw(st.sampled_from(meeting.speeches))
    start = data.draw(st.integers(0, len(speech.text) - 9))
    pasted = speech.text[start : start + data.draw(st.integers(8, 300))].strip()
    told = verifier.verify(pasted)
    assert told
    for one in told:
        if one.status is not EXACT:
            assert all(
                difference.kind in {DifferenceKind.NUMBER, DifferenceKind.COMPARATOR, DifferenceKind.NEGATION}
                for difference in one.differences
            )
            assert re.search(r"[0-9一二两三四五六七八九十百千万几半数不未没无非]", one.quotes[0].text)
        assert speech.speaker in one.speakers


@given(st.data())
def test_a_stretch_with_one_digit_changed_never_is(verifier: Verifier, meeting: Meeting, data: st.DataObject) -> None:
    speech = data.draw(st.sampled_from([one for one in meeting.speeches if re.search("[0-9]", one.text)]))
    digit = data.draw(st.sampled_from([match.start() for match in re.finditer("[0-9]", speech.text)]))
    start = data.draw(st.integers(max(0, digit - 60), digit))
    end = data.draw(st.integers(max(digit + 1, start + 8), max(digit + 1, start + 8) + 60))
    other = data.draw(st.sampled_from([str(value) for value in range(10) if str(value) != speech.text[digit]]))
    pasted = speech.text[start:digit] + other + speech.text[digit + 1 : end]
    letters = read_letters(pasted).text
    if any(letters in read_letters(one.text).text for one in meeting.speeches):
        return
    told = verifier.verify(pasted)
    assert any(one.status is not EXACT for one in told)
    assert all(one.status is not EXACT or other not in one.text or one.text in speech.text for one in told)


@given(st.data())
def test_a_stretch_in_the_other_script_is_exact_all_the_same(
    verifier: Verifier, meeting: Meeting, data: st.DataObject
) -> None:
    speech = data.draw(st.sampled_from(meeting.speeches))
    start = data.draw(st.integers(0, len(speech.text) - 40))
    pasted = speech.text[start : start + 40]
    traditional = data.draw(st.sampled_from(["s2t", "s2tw", "s2hk"]).map(OpenCC)).convert(pasted)
    assert [one.status for one in verifier.verify(traditional)] == [one.status for one in verifier.verify(pasted)]


@given(
    st.text(
        st.sampled_from("力争增长8%以上，。“”：\n>—…·戚振宇说《》1 -（）https://t.me #@不👍🏽\ud800\u2028e"),
        max_size=60,
    )
)
def test_no_message_is_too_strange(verifier: Verifier, text: str) -> None:
    for one in verifier.verify(text):
        # a tag at the end of a line is blanked out, as long as it was
        assert all(line.strip() in text for line in one.text.splitlines())
        for difference in one.differences:
            assert difference.pasted.end <= len(one.text)
        for quote in one.quotes:
            assert quote.text


def test_what_the_reporter_wrote_at_several_places_is_told_apart() -> None:
    text = "防汛会\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n### 排水\n□市城管局局长 周立群\n投诉量下降30%以上。\n"
    meeting = parse_meeting(SourceText(text, Path("会议.txt"), "0" * 64))
    told = Verifier(meeting).verify("市水务局局长何𠮷安排水市城管局局长周立群")
    assert all(one.status is not VerificationStatus.EXACT for one in told)


def test_a_headline_pasted_with_the_line_below_it_is_two_quotes(verifier: Verifier, meeting: Meeting) -> None:
    # the source has a mark of its own between the two, so that they are no one stretch of it
    told = verifier.verify(f"{meeting.title}\n——{meeting.subtitle}")
    assert {one.status for one in told} == {EXACT}
    quoted = "".join(quote.text for one in told for quote in one.quotes)
    assert squash(quoted).replace("—", "") == squash(meeting.title + meeting.subtitle)


@given(st.data())
def test_whatever_stretch_of_the_reporters_words_is_pasted_is_quoted_as_it_stands(
    verifier: Verifier, meeting: Meeting, data: st.DataObject
) -> None:
    text = meeting.reporter.text
    start = data.draw(st.integers(0, len(text) - 2))
    for one in verifier.verify(text[start : start + data.draw(st.integers(2, 120))]):
        for quote in (*one.quotes, *([one.nearest] if one.nearest else [])):
            assert squash(quote.source_span.of(meeting.source.text)) == squash(quote.text)
