"""From speeches to ledgers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.pledges import read_pledges
from bot.corpus.reader import parse_meeting
from bot.types import SourceText, squash


def numbers(pledges: list[tuple[str, str, str, str]]) -> list[str]:
    return [number for _, number, _, _ in pledges]


# --- what is a pledge and what is not -------------------------------------------------------------------------


def test_what_was_achieved_is_no_pledge_and_what_comes_next_is(ledger):
    pledges = ledger("今年以来，新开工项目30个，完成投资50亿元。\n下一步，我们将新开工项目12个，完成投资20亿元以上。")
    assert numbers(pledges) == ["12个", "20亿元以上"]


def test_a_mark_of_completion_keeps_a_clause_out_even_where_the_speech_looks_ahead(ledger):
    assert ledger("下一阶段，在已建成15个站点的基础上，再建设站点8个。") == [("再建设站点8个", "8个", "", "")]


def test_last_years_figure_is_no_pledge_but_the_growth_over_it_is(ledger):
    pledges = ledger("下半年，我们要把水稻面积扩大到6万亩，比去年增加4000亩。去年，水稻面积为5.6万亩。")
    assert numbers(pledges) == ["6万亩", "4000亩"]


def test_a_speech_that_never_says_next_turns_where_it_begins_to_undertake(ledger):
    pledges = ledger("今年以来，我局办理案件420件。\n第一，守好平安。新建警务室9个，全年发案率下降5%。")
    assert numbers(pledges) == ["9个", "5%"]


def test_a_heading_that_looks_back_or_ahead_does_so_for_all_below_it(ledger):
    words = "粮食产量达到42万吨，绿化造林3.6万亩。"
    assert ledger(words, heading="一、2019年工作回顾") == []
    assert numbers(ledger(words, heading="三、2020年的主要任务")) == ["42万吨", "3.6万亩"]


def test_what_is_the_case_is_no_pledge(ledger):
    assert ledger("下一步，全县现有养老床位3200张。目前，我县有60岁以上老人9.8万人。") == []


def test_in_an_answer_only_a_word_that_commits_makes_a_pledge(ledger):
    words = "我们共有街市102个。署方会在明年增设流动诊所6间。提供服务的商户约有350家。"
    assert numbers(ledger(words)) == ["6间"]


@pytest.mark.parametrize(
    "words",
    [
        "下一步，我们要聚焦“5+2”产业体系，加快建设。",
        "下一步，我们要服务世界500强企业，实施三年行动计划。",
        "下一步，我们要从四个方面推进，统筹国内国际两个市场。",
        "下一步，我们要以百分之百的热情投入工作，引进一批人才。",
        "下一步，我们要推进金湖路三期工程，办好第12届龙舟赛。",
        "下一步，我们要千方百计扩大就业，深化“十大行动”。",
        "下一步，我们要服务65岁以上老年人，关心13亿中国人的饭碗。",
        "明年将迎来建校15周年。",
    ],
)
def test_names_ranks_and_figures_of_speech_are_no_goals(ledger, words):
    assert ledger(words) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("力争引进投资超5亿元的装备项目4至6个", "4至6个"),
        ("新增年销售收入2000万元以上工业企业25家", "25家"),
        ("培育十亿级企业3家", "3家"),
        ("城镇化率从58.2%提高到63%", "63%"),
        ("每亩补贴由300元提高到450元", "450元"),
        ("每100斤稻谷最低收购价提高8元", "8元"),
        ("经济收入20万元以上的村占比达80%", "80%"),
        ("药占比控制在25%以下", "25%以下"),
        ("打造千亿级新材料产业集群", "千亿级"),
    ],
)
def test_a_condition_a_starting_point_and_a_rate_are_not_the_goal(ledger, words, number):
    assert numbers(ledger(f"下一步，{words}。")) == [number]


def test_the_number_of_those_who_will_do_it_is_no_goal_unless_it_is_what_will_be_done(ledger):
    assert ledger("校方预计7项工程明年可提供宿位1200个。") == [
        ("校方预计7项工程明年可提供宿位1200个", "1200个", "明年", "预计")
    ]
    assert numbers(ledger("30个项目将于年内开工。")) == ["30个"]
    assert ledger("代表等100余人将与会。") == []


def test_what_a_leader_wishes_of_others_is_no_pledge_of_theirs(ledger):
    assert ledger("下一步，希望今天开工的9个项目加快进度。") == []


def test_a_forecast_of_what_lies_behind_is_no_pledge(ledger):
    assert ledger("预计全年产值突破80亿元。", heading="一、2023年工作回顾") == []


def test_goals_announced_as_such_are_all_pledges_whatever_went_before(ledger):
    pledges = ledger("我县已拿出方案，提出了“双五”的目标，即年内引进工业项目25个，培育上市公司5家。")
    assert [(number, deadline, word) for _, number, deadline, word in pledges] == [
        ("25个", "年内", "目标"),
        ("5家", "年内", "目标"),
    ]


def test_a_year_that_opens_a_sentence_about_what_will_be_done_turns_the_speech(ledger):
    pledges = ledger(
        "2023年，全区新增公园16座、绿道23公里。\n2024年，我们将更新设施。新建充电桩1万个，淘汰落后产能45项。"
    )
    assert numbers(pledges) == ["1万个", "45项"]


def test_by_how_much_and_to_what_are_two_goals_and_no_range(ledger):
    pledges = ledger("下一步，把奖学金每年增加30万元至约140万元。")
    assert numbers(pledges) == ["30万元", "约140万元"]


def test_a_time_ahead_turns_its_sentence_from_there_on(ledger):
    pledges = ledger("南校区已于9月启用，提供学额700个，北校区将于下学年提供学额1400个。")
    assert [(number, deadline) for _, number, deadline, _ in pledges] == [("1400个", "下学年")]


def test_what_something_holds_is_no_goal(ledger):
    assert ledger("署方会继续保障登记册上包括90万名董事的私隐。") == []
    assert ledger("基金会资助的院校有8所。") == []


def test_a_heading_inside_a_speech_turns_it_though_the_page_ran_it_into_the_text(ledger):
    past = "一、2025年工作回顾过去的一年极不平凡。新签客户32家。预计到年底，全年营收将突破80亿元，同比增长12%。"
    ahead = "二、2026年重点任务营收达到90亿元以上。压降成本3.5亿元，处置低效资产12宗。"
    assert numbers(ledger(f"{past}\n{ahead}")) == ["90亿元以上", "3.5亿元", "12宗"]


def test_a_speech_that_only_says_what_is_to_be_done_is_all_plan(ledger):
    assert numbers(ledger("新建幼儿园50所，新增托位1.6万个。打通断头路20条。建设体育公园3座。")) == [
        "50所",
        "1.6万个",
        "20条",
        "3座",
    ]


def test_a_place_in_a_row_is_a_goal_where_it_is_to_be_reached(ledger):
    assert numbers(ledger("下一步，力争进入全省百强县前30位，服务世界前20强企业。")) == ["30位"]


# --- what a pledge holds --------------------------------------------------------------------------------------


def test_full_width_digits_and_rare_characters_are_read_and_kept(ledger):
    assert ledger("下一步，确保𠮷田镇新建泵站１２座，管网覆盖率达到９５％以上。") == [
        ("确保𠮷田镇新建泵站１２座", "１２座", "", "确保"),
        ("管网覆盖率达到９５％以上", "９５％以上", "", "确保"),
    ]


def test_to_aim_is_not_to_ensure_and_each_verb_answers_for_itself(ledger):
    pledges = ledger("下半年，力争出口增长6%，新设外贸企业40家，确保外资不低于3亿美元。")
    assert [(number, word) for _, number, _, word in pledges] == [
        ("6%", "力争"),
        ("40家", ""),
        ("不低于3亿美元", "确保"),
    ]


def test_will_speaks_for_every_verb_behind_it(ledger):
    pledges = ledger("明年，学校将招聘教师60名，改造操场5个。")
    assert pledges == [("学校将招聘教师60名", "60名", "明年", "将"), ("改造操场5个", "5个", "明年", "将")]


def test_what_is_said_once_for_a_list_holds_for_each_of_it(ledger):
    pledges = ledger("今年的主要预期目标是：地区生产总值增长6%左右；城镇新增就业1.2万人以上；登记失业率控制在4%以内。")
    assert pledges == [
        ("地区生产总值增长6%左右", "6%左右", "今年", "主要预期目标是"),
        ("城镇新增就业1.2万人以上", "1.2万人以上", "今年", "主要预期目标是"),
        ("登记失业率控制在4%以内", "4%以内", "今年", "主要预期目标是"),
    ]


def test_two_goals_of_one_clause_are_quoted_apart_where_they_have_nouns_of_their_own(ledger):
    pledges = ledger("下一步，新建卫生室7个、改造敬老院3所，能耗和排放分别下降4%和6%。")
    assert [(quote, number) for quote, number, _, _ in pledges] == [
        ("新建卫生室7个", "7个"),
        ("改造敬老院3所", "3所"),
        ("能耗和排放分别下降4%和6%", "4%"),
        ("能耗和排放分别下降4%和6%", "6%"),
    ]


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("到2027年，建成公园18个", "2027年"),
        ("年底前建成公园18个", "年底前"),
        ("明年9月建成公园18个", "明年9月"),
        ("今后三年建成公园18个", "今后三年"),
        ("两年内建成公园18个", "两年内"),
        ("实施公园建设三年行动，建成公园18个", ""),
        ("每年建成公园18个", ""),
        ("第一时间建成公园18个", ""),
    ],
)
def test_a_deadline_is_a_time_that_lies_ahead_and_no_name_or_rhythm(ledger, words, deadline):
    ((_, _, by_when, _),) = ledger(f"下一步，{words}。")
    assert by_when == deadline


def test_a_goal_without_digits_counts_in_full(ledger):
    assert ledger("下一步，基本实现村级快递站点全覆盖。") == [("基本实现村级快递站点全覆盖", "全覆盖", "", "")]
    assert ledger("下一步，健全覆盖城乡的服务体系。") == []


def test_a_clause_without_a_number_is_a_pledge_where_it_undertakes_something(ledger):
    pledges = ledger("下一步，认真贯彻会议精神，在环境整治方面，全面清理河道，确保水质达标。", everything=True)
    assert [(quote, word) for quote, _, _, word in pledges] == [("全面清理河道", ""), ("确保水质达标", "确保")]


def test_the_subject_is_what_is_said_without_number_deadline_and_commitment(town):
    subjects = [pledge.subject_text for pledge in read_pledges(town) if pledge.quantity]
    assert subjects[0] == "完成老旧小区改造"
    assert "推广高山茶叶种植" in subjects


def test_the_shipped_meetings_pledges_are_in_the_order_of_the_source(meeting):
    starts = [pledge.quote.source_span.start for pledge in read_pledges(meeting)]
    assert starts == sorted(starts)


_WORDS = st.sampled_from(
    [*"、，。；：“”𠮷已将要和从\n\u3000", "下一步，", "今年以来", "力争", "确保", "新建", "学校", "12所"]
) | (
    st.sampled_from(
        ["５％以上", "超30家", "企业", "达到", "分别", "3+3", "百亿级", "一批", "到2025年", "全覆盖", "（一）"]
    )
)


@given(st.lists(_WORDS, max_size=30).map("".join))
def test_whatever_is_said_a_pledge_is_words_of_its_speech(words):
    meeting = parse_meeting(SourceText(f"# 会议\n\n### 讲话\n\n□县长 马文骏\n\n各位，{words}完。\n", Path("t.txt"), ""))
    for pledge in read_pledges(meeting):
        text = pledge.quote.speech.text
        assert squash(pledge.quote.source_span.of(meeting.source.text)) == squash(pledge.quote.text)
        assert all(pledge.quote.span.covers(span) for span in pledge.subject)
        assert list(pledge.subject) == sorted(pledge.subject)
        if pledge.quantity:
            assert pledge.quote.span.covers(pledge.quantity.span)
            assert pledge.quote.emphasis == (pledge.quantity.span,)
        for place in (pledge.deadline, pledge.commitment):
            assert place is None or 0 < place.end <= len(text)


def test_a_traditional_text_is_read_alike_and_quoted_as_it_is(ledger):
    assert ledger("下一階段，力爭全年簽約項目5至6個，確保產值增長8%以上。") == [
        ("力爭全年簽約項目5至6個", "5至6個", "全年", "力爭"),
        ("確保產值增長8%以上", "8%以上", "", "確保"),
    ]


def test_a_table_that_the_page_ran_into_one_line_is_no_pledge(ledger):
    assert ledger(f"下一步，{'新建学校12所' * 80}。") == []


# --- a time ahead, and what is only expected ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("speech", "number", "deadline"),
    [
        ("市民反映夜里太黑。年内新增路灯１２０盏。", "１２０盏", "年内"),
        ("河道淤积多年。下半年清淤河道8公里，请大家放心。", "8公里", "下半年"),
        ("老百姓最关心的是水。我局明年底前完成管网改造30公里。", "30公里", "明年底前"),
    ],
)
def test_a_time_that_lies_ahead_is_enough_where_nothing_else_looks_ahead(ledger, speech, number, deadline):
    ((_, found, until, _),) = ledger(speech)
    assert (found, until) == (number, deadline)


def test_what_follows_such_a_time_in_its_sentence_is_pledged_too(ledger):
    pledges = ledger("夜里太黑，河道又堵。年内新增路灯120盏，清淤河道8公里。")
    assert [(number, until) for _, number, until, _ in pledges] == [("120盏", "年内"), ("8公里", "年内")]


@pytest.mark.parametrize(
    "speech",
    [
        "去年下半年清淤河道8公里。",
        "全年接待游客300万人次，同比增长5%。",
        "下半年有3个节日。",
        "河道里，年内的雨水有800毫米。",
    ],
)
def test_a_time_alone_makes_no_pledge(ledger, speech):
    assert ledger(speech) == []


@pytest.mark.parametrize(
    "forecast", ["预计今年游客将增长5%。", "预计明年旅客将达到3000万人次。", "经济师估计明年失业率会升至5%。"]
)
def test_what_is_expected_to_come_of_itself_is_no_pledge(ledger, forecast):
    assert ledger(f"下一步，我们继续努力。{forecast}") == []


def test_what_is_expected_to_be_done_is_one(ledger):
    assert numbers(ledger("预计工程将于2015年完成，提供1000个车位。")) == ["1000个"]
