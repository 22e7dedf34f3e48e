"""Which labels name somebody, in papers, press conferences and parliaments, and which do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.corpus.speakers.labelled import split_label
from bot.corpus.speakers.labels import read_label
from bot.corpus.structure import Structure, read_structure
from bot.types import squash


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("謝委員佩君：部長早。", "委員", "謝佩君"),
        ("歐陽部長志遠：委員早。", "部長", "歐陽志遠"),
        ("彭博社记者：外资准入会放宽吗？", "彭博社记者", "彭博社记者"),
        ("有线电视记者：几时完工？", "有线电视记者", "有线电视记者"),
        ("现场观众提问：路何时修好？", "现场观众提问", "现场观众提问"),
        ("主持人 齐岚：大家好！", "主持人", "齐岚"),
        ("**沈浩（市大数据局局长）：**已归集数据86亿条。", "市大数据局局长", "沈浩"),
        ("那仁花（市第二医院院长）：已开设门诊１２个。", "市第二医院院长", "那仁花"),
        (">> MAYOR STONE: WELCOME.", "", "MAYOR STONE"),
        (
            "SECRETARY FOR TRANSPORT AND LOGISTICS (in Cantonese): President, no.",
            "in Cantonese",
            "SECRETARY FOR TRANSPORT AND LOGISTICS",
        ),
    ],
)
def test_a_label_names_somebody(line, role, name):
    place = split_label(line)
    assert place
    assert read_label(line[place[0] : place[1]]) == (role, name)


@pytest.mark.parametrize(
    "line",
    [
        "王局長表示：要加快建設。",
        "本报记者：赵倩",
        "Present: Cllr Smith, Cllr Patel",
        "主持：张三",
        "局长 强调：要快。",
        "一位村民告诉记者：管网清淤了。",
        "感謝各位觀眾：再見。",
        "当时有记者：三五个人。",
        "当时有群众提问：路何时修好？",
        "他回答：年底。",
        "大学生：免费乘车。",
    ],
)
def test_a_label_names_nobody(line):
    place = split_label(line)
    assert place
    assert read_label(line[place[0] : place[1]]) is None


def read(tmp_path: Path, text: str) -> Structure:
    path = tmp_path / "会议.txt"
    path.write_text(text, encoding="utf-8")
    return read_structure(path)


def voices(structure: Structure) -> list[tuple[str, str]]:
    return [(speech.speaker, speech.text) for speech in structure.meeting.speeches]


def test_a_rare_surname_is_known_from_the_headline(tmp_path):
    text = "对谈\n——访水文学者牟云\n\n记者：您从哪条河开始？\n牟云：从家门口的𠮷水河。\n记者：为什么？\n牟云：近。\n"
    assert [name for name, _ in voices(read(tmp_path, text))] == ["记者", "牟云", "记者", "牟云"]


def test_what_somebody_tells_of_a_dialogue_stays_theirs(tmp_path):
    text = (
        "主持人：请何局长介绍防汛的准备情况。\n何敏：我们检查了全部堤防，共１２０公里。\n"
        "当时有群众提问：𠮷水河边这条路什么时候能修好？\n我回答：年底以前一定完工，请大家监督。\n"
        "一位村民告诉记者：今年的排水管网已经全部清淤完毕了。\n主持人：谢谢。\n何敏：不客气。\n"
    )
    assert [name for name, _ in voices(read(tmp_path, text))] == ["主持人", "何敏", "主持人", "何敏"]


def test_repeated_parts_of_a_report_are_no_speakers_but_a_doubt(tmp_path):
    text = (
        "座谈会\n\n张三（县水利局局长）：修渠40公里。\n成效：灌溉1万亩。\n"
        "问题：缺人。\n成效：节水3成。\n问题：缺钱。\n\n"
        "李四（县农业局局长）：春播30万亩。\n"
    )
    structure = read(tmp_path, text)
    assert [name for name, _ in voices(structure)] == ["张三", "李四"]
    assert {doubt.text for doubt in structure.doubts} >= {"成效", "问题"}


def test_an_everyday_word_that_begins_like_a_name_opens_no_turn(tmp_path):
    text = (
        "主持人：请先说明维修的报价和工期。\n何敏：报价有两家，都在三十万元以内。\n"
        "金额：第一家十八万元，第二家二十一万元。\n于是：我们建议选第一家，下月开工。\n主持人：谢谢。\n何敏：不客气。\n"
    )
    assert [name for name, _ in voices(read(tmp_path, text))] == ["主持人", "何敏", "主持人", "何敏"]


def test_who_is_called_like_an_everyday_word_speaks_when_a_list_of_those_present_has_the_name(tmp_path):
    text = (
        "参会人：何敏、高度（记录）\n\n何敏：请把上周的交付情况讲一遍。\n高度：上周一共发了三百二十单，延误九单。\n"
        "何敏：延误在哪个仓？\n高度：都在无锡仓。\n"
    )
    assert [name for name, _ in voices(read(tmp_path, text))] == ["何敏", "高度", "何敏", "高度"]


def test_a_speaker_who_comes_again_with_the_name_alone_begins_a_turn(tmp_path):
    text = (
        "发布会\n\n副省长 扎西：\n大家好，先介绍情况。\n\n新闻局局长 寿丽：\n"
        "下面提问。\n\n彭博社记者：\n会放宽吗？\n\n扎西：\n会的。\n"
    )
    assert [name for name, _ in voices(read(tmp_path, text))] == ["扎西", "寿丽", "彭博社记者", "扎西"]


def test_captions_without_a_name_are_nobody_elses(tmp_path):
    text = (
        "Captions\n\n>> MAYOR STONE: ITEM FOUR IS PULLED.\n>> THANK YOU, MAYOR.\n"
        ">> MAYOR STONE: PLEASE STATE YOUR NAME.\n"
    )
    assert voices(read(tmp_path, text))[1] == (">>", "THANK YOU, MAYOR.")


def test_the_foot_of_a_page_is_the_reporters(tmp_path):
    text = (
        "摘登\n\n洪雨（县农业局局长）：春播面积30万亩。\n\n"
        "达瓦（县水利局局长）：修渠40公里。\n\n责任编辑：白鹭\n相关链接\n县长调研\n"
    )
    structure = read(tmp_path, text)
    assert voices(structure)[-1] == ("达瓦", "修渠40公里。")
    assert "相关链接" in structure.meeting.reporter.text


def test_what_only_begins_like_a_foot_is_still_said(tmp_path):
    text = "摘登\n\n洪雨（县农业局局长）：春播。\n\n达瓦（县水利局局长）：好。\n\n责任编辑要有人做。\n修渠。\n"
    assert voices(read(tmp_path, text))[-1][1].endswith("责任编辑要有人做。\n修渠。")


def test_a_transcript_goes_on_behind_words_that_begin_like_a_foot(tmp_path):
    text = "Call\n\nAnn  00:02\nCopyright matters.\n\nBen  00:09\nYes.\n\nAnn  00:12\nGood.\n\nTranscribed by X\n"
    assert voices(read(tmp_path, text)) == [("Ann", "Copyright matters."), ("Ben", "Yes."), ("Ann", "Good.")]


@pytest.mark.parametrize("label", ["会议主题：", "主题: ", "Meeting title: ", "會議名稱："])
def test_the_head_of_a_record_names_the_meeting_below_the_name_of_the_program(tmp_path, label):
    turns = "何敏：堤防检查完了吗？\n张三：查完了，共120公里。\n何敏：好。\n"
    text = f"智能转写\n{label}防汛备汛例会\n参会人：何敏、张三\n\n{turns}"
    path = tmp_path / "meeting.txt"
    path.write_text(text, encoding="utf-8")
    meeting = read_meeting(path)
    assert meeting.title == "防汛备汛例会"
    assert squash(label) in squash(meeting.reporter.text)


def test_the_head_of_a_transcript_names_the_meeting_likewise(tmp_path):
    path = tmp_path / "meeting.txt"
    path.write_text(
        "智能转写\n会议主题：防汛备汛例会\n会议时间：2024/05/17\n\n何敏(00:00:03)\n堤防检查完了吗？\n\n张三(00:00:15)\n查完了。\n",
        encoding="utf-8",
    )
    meeting = read_meeting(path)
    assert meeting.title == "防汛备汛例会"
    assert squash(meeting.reporter.text) == "智能转写会议主题：防汛备汛例会会议时间：2024/05/17何敏张三"
