"""Each kind of question gets the answer of its kind."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.kinds.about import answer_heading
from bot.types import AnswerStatus


def test_the_points_of_a_speech_are_quoted_in_order(town_engine: Engine) -> None:
    answer = town_engine.answer("周局长讲了哪几点？")
    assert [quote.text[:2] for quote in answer.quotes] == ["首先", "其次", "再次"]
    assert answer.speakers == ("周明兰",)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("周明兰的第二点是什么", "减轻学生负担"),
        ("欧阳市长的第二点是什么", "打通断头路"),
        ("欧阳文涛第三点讲什么", "口袋公园"),
        ("欧阳文涛的第１点是什么", "老旧小区"),
    ],
)
def test_the_point_asked_for_is_quoted_and_no_other(town_engine: Engine, message: str, words: str) -> None:
    answer = town_engine.answer(message)
    assert words in answer.quotes[0].text
    spans = [quote.span for quote in answer.quotes]
    assert spans == sorted(spans)
    assert not any(quote.text.startswith(("第", "首先", "其次", "再次")) for quote in answer.quotes[1:])


def test_a_list_names_every_speaker_once_in_order_of_the_meeting(town_engine: Engine) -> None:
    answer = town_engine.answer("哪些人都提到了新建？")
    assert answer.speakers == ("欧阳文涛", "周明兰")
    assert [quote.speech.speaker for quote in answer.quotes] == list(answer.speakers)
    assert all("新建" in quote.text for quote in answer.quotes)


def test_a_list_of_nobody_is_not_found(town_engine: Engine) -> None:
    answer = town_engine.answer("哪些人都提到了直升机？")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.missing == ("直升机",)


@pytest.mark.parametrize("topic", ["茶叶", "新建", "巡逻", "补贴", "直升机"])
def test_who_did_not_mention_it_are_all_who_are_not_listed(town_engine: Engine, topic: str) -> None:
    listed = town_engine.answer(f"哪些人都提到了{topic}？")
    absent = town_engine.answer(f"谁没有提到{topic}？")
    assert set(listed.speakers).isdisjoint(absent.speakers)
    assert {*listed.speakers, *absent.speakers} == set(town_engine.meeting.speakers)
    assert {quote.speech.speaker for quote in absent.quotes} == set(listed.speakers)


def test_the_complement_holds_for_the_shipped_meeting(shipped: Engine) -> None:
    listed = shipped.answer("哪些人都提到了疫情防控？")
    absent = shipped.answer("谁没有提到疫情防控？")
    assert len(listed.speakers) + len(absent.speakers) == len(shipped.meeting.speakers)
    assert set(listed.speakers).isdisjoint(absent.speakers)


def test_a_comparison_quotes_both_sides(town_engine: Engine) -> None:
    answer = town_engine.answer("比较一下欧阳文涛和周明兰关于新建的说法")
    assert {quote.speech.speaker for quote in answer.quotes} == set(answer.speakers) == {"欧阳文涛", "周明兰"}


@pytest.mark.parametrize(
    ("message", "speaker", "role"),
    [
        ("高志远是谁", "高志远", "市人民医院院长"),
        ("田小禾担任什么职务", "田小禾", "云岭镇党委书记"),
        ("欧阳文涛", "欧阳文涛", "市长"),
    ],
)
def test_who_somebody_is_stands_in_the_reporters_words(
    town_engine: Engine, message: str, speaker: str, role: str
) -> None:
    answer = town_engine.answer(message)
    first, *rest = answer.quotes
    assert first.speech.by_reporter
    assert role in first.text
    assert speaker in first.text
    assert {quote.speech.speaker for quote in rest} == {speaker}
    assert answer.speakers == (speaker,)


def test_a_role_line_is_never_quoted_as_the_speakers_words(town_engine: Engine) -> None:
    for speaker in town_engine.meeting.speakers:
        for quote in town_engine.answer(f"{speaker}是谁").quotes:
            assert quote.speech.by_reporter or speaker not in quote.text


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("这是什么会议", "民生实事推进会"),
        ("会议什么时候开的", "3月18日"),
        ("记者是谁", "林晚秋"),
        ("谁整理的稿子", "林晚秋"),
        ("标题是什么", "把实事办到百姓心坎上"),
        ("一共几个人发言", "4位负责人"),
    ],
)
def test_about_the_meeting_the_reporter_is_quoted(town_engine: Engine, message: str, words: str) -> None:
    answer = town_engine.answer(message)
    assert answer.quotes
    assert all(quote.speech.by_reporter for quote in answer.quotes)
    assert any(words in quote.text for quote in answer.quotes)
    assert answer.speakers == ()


def test_the_reporter_of_the_shipped_meeting_is_named(shipped: Engine) -> None:
    (quote,) = shipped.answer("记者是谁").quotes
    assert quote.speech.by_reporter
    assert "薛海荣" in quote.text


def test_a_meeting_without_a_byline_has_no_reporter_to_name(make_meeting, make_engine) -> None:
    engine = make_engine(make_meeting("# 茶会\n\n□茶馆经理 花满枝\n\n茶馆将新添茶桌30张。\n"))
    assert engine.answer("记者是谁").status is AnswerStatus.NOT_FOUND


def test_a_wrong_premise_is_corrected_with_the_words_of_who_said_it(town_engine: Engine) -> None:
    answer = town_engine.answer("田小禾承诺加装电梯了吗")
    assert answer.status is AnswerStatus.CORRECTED
    assert answer.speakers == ("欧阳文涛",)
    assert "加装电梯" in answer.quotes[0].text


def test_another_number_than_the_one_asked_is_never_an_answer(town_engine: Engine) -> None:
    answer = town_engine.answer("教师专项补贴900万元是谁说的")
    assert answer.status in {AnswerStatus.CORRECTED, AnswerStatus.NOT_FOUND}


@pytest.mark.parametrize("message", ["欧阳文涛的第九点是什么", "周明兰第十二点讲什么"])
def test_a_point_that_does_not_exist_is_not_found(town_engine: Engine, message: str) -> None:
    assert town_engine.answer(message).status is AnswerStatus.NOT_FOUND


def test_every_quote_for_a_number_holds_it(town_engine: Engine) -> None:
    answer = town_engine.answer("谁说的8%")
    assert answer.quotes
    assert all("8%" in quote.text and "18%" not in quote.text for quote in answer.quotes)


def test_who_speaks_of_an_office_means_it_as_a_topic(town_engine: Engine) -> None:
    answer = town_engine.answer("谁没有提到教育？")
    assert answer.status is AnswerStatus.ANSWERED
    assert "周明兰" not in answer.speakers
    assert "田小禾" in answer.speakers


@pytest.mark.parametrize("message", ["1=1; --", "x' OR '1'='1", "' OR 1=1 --"])
def test_a_database_query_is_no_question(town_engine: Engine, message: str) -> None:
    assert town_engine.answer(message).status is AnswerStatus.OFF_TOPIC


def test_a_title_that_several_hold_asks_back(shipped: Engine) -> None:
    answer = shipped.answer("局长说了什么")
    assert answer.status is AnswerStatus.CLARIFY
    assert answer.speakers == ("陈磊", "方海宁", "徐向明")
    assert not answer.quotes


@pytest.mark.parametrize("topic", ["茶叶或者补贴", "茶叶/补贴", "茶叶、补贴这类事"])
def test_of_topics_joined_by_or_any_one_counts(town_engine: Engine, topic: str) -> None:
    assert town_engine.answer(f"哪些人都提到了{topic}？").speakers == ("周明兰", "田小禾")


def test_what_stands_before_topics_joined_by_or_belongs_to_each(town_engine: Engine) -> None:
    assert town_engine.answer("哪几位讲到教师的补贴或周转房").speakers == ("周明兰",)


def test_a_word_that_few_passages_hold_tells_who_mentions_the_topic(town_engine: Engine) -> None:
    assert town_engine.answer("哪些人都讲到推行夜间巡逻？").speakers == ("田小禾",)


def test_an_office_that_a_list_asks_about_is_a_topic(town_engine: Engine) -> None:
    assert town_engine.answer("哪几位提到了教育局的学位").speakers == ("周明兰",)


def test_a_topic_that_nobody_mentions_is_absent_in_all(town_engine: Engine) -> None:
    answer = town_engine.answer("谁没有提到潜水艇？")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.speakers == town_engine.meeting.speakers


def test_where_everybody_mentions_it_nobody_is_absent_and_all_are_quoted(make_meeting, make_engine) -> None:
    page = "# 春耕\n\n□场长 江一帆\n\n水稻播种六成。\n\n□会计 何知秋\n\n水稻补贴已发放。\n"
    answer = make_engine(make_meeting(page)).answer("谁没有提到水稻？")
    assert answer.speakers == ()
    assert [quote.speech.speaker for quote in answer.quotes] == ["江一帆", "何知秋"]


def test_who_did_not_mention_a_word_of_another_language_is_told_how_it_was_said(town_engine: Engine) -> None:
    answer = town_engine.answer("who did not mention schools")
    assert "周明兰" not in answer.speakers
    assert answer.found == ("学校",)


def test_what_the_reporter_wrote_at_the_start_is_the_reporters(town_engine: Engine) -> None:
    (quote,) = town_engine.answer("导语里说有几位负责人").quotes
    assert quote.speech.by_reporter
    assert "4位负责人" in quote.text


def test_both_holders_of_a_title_are_shown_by_their_role_lines(make_meeting, make_engine) -> None:
    engine = make_engine(
        make_meeting(
            "# 年会\n\n□副市长 江一帆\n\n修路三条。\n\n□副市长 何知秋\n\n种树千棵。\n\n□镇长 米小圆\n\n养鱼。\n"
        )
    )
    answer = engine.answer("谁是副市长")
    assert answer.speakers == ("江一帆", "何知秋")
    assert [quote.speech.by_reporter for quote in answer.quotes[:2]] == [True, True]


def test_an_office_that_nobody_holds_is_not_found(town_engine: Engine) -> None:
    assert town_engine.answer("谁是省长").status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize("message", ["都有谁", "list all speakers", "发言的都有哪些人", "谁发言了"])
def test_who_all_is_whoever_spoke(town_engine: Engine, message: str) -> None:
    count, *names = town_engine.answer(message).quotes
    assert "4位负责人" in count.text
    assert [quote.text.split()[-1] for quote in names] == list(town_engine.meeting.speakers)


TWICE = """# 秋收分析会纪要

□场长 江一帆

晚稻收割六成。晒场扩建两处。

□会计 何知秋

粮款结清九成。仓储费下降一成。

□场长 江一帆

冬麦播种过半。
"""


def test_whoever_spoke_twice_is_named_once(make_meeting, make_engine) -> None:
    quotes = make_engine(make_meeting(TWICE)).answer("谁发言了").quotes
    assert [quote.text for quote in quotes] == ["场长 江一帆", "会计 何知秋"]


def test_a_meeting_is_told_by_its_name_whatever_it_is_a_meeting_of(make_meeting, make_engine) -> None:
    page = "# 颗粒归仓\n\n## ——红旗农场秋收分析会发言摘要\n\n□场长 江一帆\n\n晚稻收割六成。\n"
    (quote,) = make_engine(make_meeting(page)).answer("开的什么会").quotes
    assert "秋收分析会" in quote.text


@pytest.mark.parametrize("message", ["江一帆和何知秋说了什么", "江一帆、何知秋讲了哪些内容？"])
def test_of_several_speakers_each_is_quoted(make_meeting, make_engine, message: str) -> None:
    answer = make_engine(make_meeting(TWICE)).answer(message)
    assert {quote.speech.speaker for quote in answer.quotes} == {"江一帆", "何知秋"}


def test_what_several_speakers_plan_is_quoted_of_each(town_engine: Engine) -> None:
    answer = town_engine.answer("高志远和田小禾下一步打算做什么")
    assert {quote.speech.speaker for quote in answer.quotes} == {"高志远", "田小禾"}


def test_what_somebody_said_is_told_whole(town_engine: Engine) -> None:
    answer = town_engine.answer("欧阳文涛讲了哪些内容？")
    assert [quote.text[:2] for quote in answer.quotes] == ["第一", "第二", "第三"]


def test_what_somebody_did_is_part_of_the_speech(town_engine: Engine) -> None:
    (quote,) = town_engine.answer("云岭镇今年干了什么").quotes
    assert "治安案件下降" in quote.text


def test_who_holds_an_office_may_be_said_in_a_speech(make_meeting, make_engine) -> None:
    engine = make_engine(make_meeting("# 通气会\n\n□发言人 江一帆\n\n推介会上，省长何知秋将作介绍。专员负责统筹。\n"))
    assert "省长何知秋" in engine.answer("省长是谁").quotes[0].text
    assert engine.answer("专员是谁").status is AnswerStatus.NOT_FOUND


HEADED = """# 颗粒归仓 再战冬麦

□本报记者 花满枝

【守住粮袋子】

□场长 江一帆

晚稻收割六成。

【人勤地不懒】

□会计 何知秋

粮款结清九成。
"""


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("再战冬麦", ["颗粒归仓 再战冬麦"]),
        ("谁说的颗粒归仓", ["颗粒归仓 再战冬麦"]),
        ("人勤，地不懒是谁说的", ["人勤地不懒", "会计 何知秋"]),
        ("何知秋说了人勤地不懒吗", ["人勤地不懒", "会计 何知秋"]),
    ],
)
def test_the_words_of_a_heading_are_the_reporters(make_meeting, make_engine, message: str, texts: list[str]) -> None:
    engine = make_engine(make_meeting(HEADED))
    answer = answer_heading(engine.parser.parse(message), engine.search)
    assert answer is not None
    assert all(quote.speech.by_reporter for quote in answer.quotes)
    assert [quote.text.strip("【】") for quote in answer.quotes] == texts


@pytest.mark.parametrize(
    "message", ["晚稻收割六成是谁说的", "冬麦", "江一帆说了人勤地不懒吗", "再战冬麦种了多少亩", "谁提到了小龙虾"]
)
def test_what_somebody_said_or_no_heading_holds_is_no_heading(make_meeting, make_engine, message: str) -> None:
    engine = make_engine(make_meeting(HEADED))
    assert answer_heading(engine.parser.parse(message), engine.search) is None


@pytest.mark.parametrize("message", ["哪些人提到了颗粒归仓", "再战冬麦", "谁说的颗粒归仓"])
def test_whoever_asks_for_the_words_of_a_headline_is_told_that_they_are(make_meeting, make_engine, message) -> None:
    (quote,) = make_engine(make_meeting(HEADED)).answer(message).quotes
    assert quote.speech.by_reporter
