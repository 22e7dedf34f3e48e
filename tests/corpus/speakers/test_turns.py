"""Who speaks, in records that put it before a colon."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path

import pytest

from bot.corpus.lines import split_lines
from bot.corpus.reader import read_meeting
from bot.corpus.speakers.turns import find_turns
from bot.errors import SourceError
from bot.types import Meeting, Quote, SourceText, squash

LEGCO = Path(__file__).resolve().parents[4] / "shared" / "eval" / "legco" / "raw"
ADJOURNED = [
    "恢復經於 2012年 10月 17日動議的議案辯論",
    "根據《議事規則》第 16(4)條動議的立法會休會待續議案",
    "下次會議",
]
needs_legco = pytest.mark.skipif(not LEGCO.is_dir(), reason="../shared/eval/legco is not there")


def voices(meeting: Meeting) -> list[tuple[str, str, str]]:
    return [(speech.speaker, speech.role, speech.text) for speech in meeting.speeches]


def labels(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    return [(turn.role, turn.name) for turn in find_turns(split_lines(SourceText(text, Path("a"), ""))).values()]


def test_names_before_a_colon_speak(read):
    meeting = read("物业座谈会纪要\n\n李桂芳：电梯三天两头坏，老人下不了楼。\n\n赵国强：配件已经订了，本月内换好。\n")
    assert meeting.title == "物业座谈会纪要"
    assert voices(meeting) == [
        ("李桂芳", "", "电梯三天两头坏，老人下不了楼。"),
        ("赵国强", "", "配件已经订了，本月内换好。"),
    ]


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("沈玉安（老街街道党工委书记）：", "老街街道党工委书记", "沈玉安"),
        ("市水务局局长 何敏：", "市水务局局长", "何敏"),
        ("梁國雄議員：", "議員", "梁國雄"),
        ("王芳女士：", "女士", "王芳"),
        ("2. 周立群：", "", "周立群"),
        ("主席：", "主席", "主席"),
        ("记者：", "记者", "记者"),
        ("行政長官：", "行政長官", "行政長官"),
        ("教育局局長：", "教育局局長", "教育局局長"),
        ("財經事務及庫務局局長 (在商務及經濟發展局局長缺席期間 )：", "財經事務及庫務局局長", "財經事務及庫務局局長"),
        ("欧阳明：", "", "欧阳明"),
        ("卡洛斯·桑托斯：", "", "卡洛斯·桑托斯"),
        ("Alice Wong：", "", "Alice Wong"),
        ("邢慧娜：", "", "邢慧娜"),
        ("王部長國材：", "部長", "王國材"),
        ("歐陽委員志文：", "委員", "歐陽志文"),
        ("央视记者：", "央视记者", "央视记者"),
        ("**贺兰：**", "", "贺兰"),
        ("**市文旅局局长 贺兰**：", "市文旅局局长", "贺兰"),
        ("Ms Huang (Town Clerk):", "Town Clerk", "Ms Huang"),
        ("CHAIR (Cllr Jane O'Connor):", "CHAIR", "Cllr Jane O'Connor"),
        ("Operator:", "Operator", "Operator"),
    ],
)
def test_a_label_is_read_as_role_and_name(line, role, name):
    said = "这件事我们三个月之内一定办好，请大家监督。"
    assert labels(f"{line}{said}", f"{line}{said}") == [(role, name)] * 2


@pytest.mark.parametrize(
    "line",
    [
        "会议强调：要把老街的事一件一件办好，不能拖。",
        "一是：把路灯修好，让晚归的人看得见路。",
        "出席議員：主席曾鈺成議員，何俊仁議員，李卓人議員。",
        "时间：2022年7月18日下午两点半到五点钟。",
        "李局长强调：路灯坏了要当天修好，不能等。",
        "PRESENT: Cllr Jane O'Connor, Cllr Peter Smith-Jones, Ms R. Huang",
        "各位代表：现在我向大会报告工作，请予审议。",
        "地方選區：",
        "他说的道理很简单：没有路灯就没有夜市。",
        "郭偉強議員動議的修正案如下：“在‘本會’之後加上字句。”",
    ],
)
def test_a_colon_alone_makes_no_speaker(line):
    assert labels(line, line) == []


def test_a_press_conference_s_moderator_and_reporters_are_not_taken_for_whoever_spoke_before(read):
    meeting = read(
        "水务发布会\n\n邢慧娜：\n下面请各位提问。\n\n央视记者：\n请问水价会涨吗？\n\n何敏：\n今年不涨。\n\n"
        "路透社记者：\n明年呢？\n\n何敏：\n明年也不涨。\n\n邢慧娜：\n谢谢大家！\n"
    )
    assert [speech.speaker for speech in meeting.speeches] == [
        "邢慧娜",
        "央视记者",
        "何敏",
        "路透社记者",
        "何敏",
        "邢慧娜",
    ]


def test_who_chairs_is_known_by_name_where_the_record_s_head_or_a_label_tells(read):
    gazette = read(
        "交通委員會會議紀錄\n\n主席　洪委員志文\n\n主席：現在請交通部報告今年的工作。\n\n"
        "王部長國材：年底前啟用３座轉運站，完成500公里自行車道。\n\n主席：謝謝。\n"
    )
    assert [(speech.section, speech.role, speech.speaker) for speech in gazette.speeches] == [
        ("", "主席", "洪志文"),
        ("", "部長", "王國材"),
        ("", "主席", "洪志文"),
    ]
    council = read(
        "Town Council\n\nCHAIR (Cllr Ann Lee): The meeting is open.\n\n"
        "Cllr Patel: When does it end?\n\nCHAIR: We take note of it.\n"
    )
    assert [speech.speaker for speech in council.speeches] == ["Cllr Ann Lee", "Cllr Patel", "Cllr Ann Lee"]


def test_one_line_that_looks_like_a_turn_is_no_record_of_turns(read):
    with pytest.raises(SourceError, match="no speaker found"):
        read("# 公告\n\n张三：请于周五之前到居委会领取新的门禁卡，逾期不候。\n\n过期作废。\n")


def test_in_the_middle_of_a_sentence_nobody_begins_to_speak(read):
    meeting = read(
        "座谈会\n\n李桂芳：我想起一个人，他就是我们的老邻居\n赵国强：这个名字大家都记得的，对不对。\n\n赵国强：谢谢大家这么多年了还记得我。\n\n"
        "李桂芳：应该的。\n"
    )
    assert [speech.speaker for speech in meeting.speeches] == ["李桂芳", "赵国强", "李桂芳"]


def test_a_role_gets_the_name_that_the_list_of_those_present_puts_behind_it(read):
    meeting = read(
        "會議紀錄\n\n出席官員：\n\n教育局局長吳克儉先生，J.P.\n\n\n主席：請局長答覆。\n\n\n"
        "教育局局長：主席，學額增加至37 000個。\n\n\n主席：下一題。\n"
    )
    assert [(speech.speaker, speech.role) for speech in meeting.speeches] == [
        ("主席", "主席"),
        ("吳克儉", "教育局局長"),
        ("主席", "主席"),
    ]


def test_what_happens_between_turns_is_the_reporters(read):
    meeting = read(
        "會議紀錄\n\n主席：请秘书响钟，传召议员进场。\n\n\n(响钟之后，多位议员进入会议厅)\n\n\n提交文件\n\n下列文件已经提交。\n\n\n"
        "主席：人数够了。\n\n第二段也是我说的。\n\n\n何敏议员：我有一个问题要请教局长。\n"
    )
    assert [(speech.section, squash(speech.text)) for speech in meeting.speeches] == [
        ("", "请秘书响钟，传召议员进场。"),
        ("", "人数够了。第二段也是我说的。"),
        ("", "我有一个问题要请教局长。"),
    ]
    assert "下列文件已经提交。" in meeting.reporter.text
    assert "(响钟之后，多位议员进入会议厅)" in meeting.reporter.text


def test_running_heads_are_left_out_and_no_quote_runs_across_one(read):
    pages = [
        f"立法會 ─ 2012年 10月 {day}日\n\n{670 + day}\n\n主席：第{day}題。\n\n何敏議員：路燈壞了三個月，誰來\n"
        f"立法會 ─ 2012年 10月 {day}日\n\n{670 + day + 1}\n\n修？\n"
        for day in (2, 4, 6)
    ]
    meeting = read("會議過程正式紀錄\n\n" + "\n\n".join(pages))
    assert {speech.text for speech in meeting.speeches if speech.speaker == "何敏"} == {"路燈壞了三個月，誰來\n修？"}
    assert all(Quote(speech, span) for speech in meeting.speeches for span in speech.paragraphs)


@needs_legco
def test_a_raw_record_of_a_council_holds_what_the_digest_quotes_from_it():
    from opencc import OpenCC

    simplified = OpenCC("hk2s")

    def form(text: str) -> str:
        return re.sub(r"[^\u4e00-\u9fff0-9]", "", simplified.convert(squash(text)))

    meeting = read_meeting(LEGCO / "2012-10-31-cm1031.txt")
    said: dict[str, str] = {}
    for speech in meeting.speeches:
        for name in {form(speech.speaker), form(speech.role)}:
            said[name] = said.get(name, "") + form(speech.text)
    digest = json.loads((LEGCO.parents[1] / "digests" / "legco-cm1031.json").read_text(encoding="utf-8"))
    quoted = [(form(speech["title"]), form(words)) for speech in digest["speeches"] for words in speech["paragraphs"]]
    assert sum(words in said.get(role, "") for role, words in quoted) >= 0.98 * len(quoted)


@needs_legco
@pytest.mark.parametrize(
    ("name", "speeches", "speakers", "sections"),
    [
        ("2012-10-18-cm1018", 145, 45, ADJOURNED),
        ("2012-10-31-cm1031", 450, 60, None),
        ("2013-01-17-cm0117", 140, 23, ["行政長官答問會", "下次會議"]),
    ],
)
def test_a_raw_record_is_read_turn_by_turn(name, speeches, speakers, sections):
    meeting = read_meeting(LEGCO / f"{name}.txt")
    assert len(meeting.speeches) >= speeches
    assert len(meeting.speakers) >= speakers
    assert not [speech.speaker for speech in meeting.speeches if len(speech.speaker) > 12]
    if sections:
        assert [section for section, _ in groupby(speech.section for speech in meeting.speeches)] == sections


def test_a_number_alone_is_a_page_s_only_between_gaps(read):
    meeting = read(
        "议事会记录\n\n何敏：各年完成的数目如下。\n1998 16 679\n1999 13 197\n就是这些。\n\n"
        "张三：请问今年以来完成了多少？\n\n- 5 -\n\n何敏：今年二百。\n"
    )
    assert "1998 16 679" in meeting.speeches[0].text
    assert [speech.text for speech in meeting.speeches[1:]] == ["请问今年以来完成了多少？", "今年二百。"]
