"""Who speaks, in which office, under which heading: the shipped meeting, the layouts, the digests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.types import Meeting, squash

Read = Callable[[str], Meeting]

SPEECHES = [
    (
        "戚振宇",
        "市委常委、太仓港经济技术开发区党工委副书记、管委会副主任",
        "太仓港经济技术开发区",
        "全力谱写港产城融合发展新篇章",
    ),
    ("毛雅萍", "市委常委、高新区党工委书记", "高新区", "努力当好“压舱石”“顶梁柱”"),
    ("陈磊", "副市长、市公安局局长", "市公安局", "维护社会安定 保障人民安宁"),
    ("王晓红", "沙溪镇党委书记", "沙溪镇", "打造全市高质量发展重要增长极"),
    ("方海宁", "市工信局局长", "市工信局", "全力推动特色产业集群发展"),
    ("徐向明", "市应急管理局局长", "市应急管理局", "以信息化推动应急管理现代化"),
]


def test_the_shipped_meeting_has_both_headlines(meeting: Meeting) -> None:
    assert meeting.title == "以决战决胜之势奋力夺取“全年胜利”"
    assert meeting.subtitle == "市委工作会议发言摘要"


def test_the_byline_and_the_lead_are_the_reporters(meeting: Meeting) -> None:
    assert meeting.byline is not None
    assert meeting.lead is not None
    assert meeting.byline.of(meeting.reporter.text) == "本报记者 薛海荣/整理 计海新/图"
    lead = meeting.lead.of(meeting.reporter.text)
    assert lead.startswith("深入推进港产城融合发展、打造国家级对德合作平台")
    assert lead.endswith("以实际行动迎接党的二十大胜利召开！")
    assert meeting.reporter.by_reporter


def test_six_officials_speak_each_in_their_office_under_their_heading(meeting: Meeting) -> None:
    assert [(s.speaker, s.role, s.organisation, s.section) for s in meeting.speeches] == SPEECHES
    assert meeting.speakers == tuple(name for name, *_ in SPEECHES)


def test_role_lines_and_headings_stand_in_the_reporters_speech(meeting: Meeting) -> None:
    for speech in meeting.speeches:
        assert speech.role_line is not None
        assert speech.heading is not None
        assert speech.role_line.of(meeting.reporter.text) == f"{speech.role} {speech.speaker}"
        assert speech.heading.of(meeting.reporter.text) == speech.section


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ("戚振宇", "力争规上工业产值同比增长8%以上；推动“物流通道”向“物贸基地”转型"),
        ("戚振宇", "做大商品贸易、跨境电商等规模，不断提升进口能力"),
        ("毛雅萍", "聚力打造产业创新集群，加快提升发展的质量效益"),
        ("陈磊", "紧紧围绕委办新城建设、城市更新等大事要事"),
        ("王晓红", "实施数采项目10个，完成数字化改造项目超20个。"),
        ("徐向明", "不断提高应急管理信息化水平。"),
    ],
)
def test_words_broken_by_a_column_are_whole_again(meeting: Meeting, speaker: str, words: str) -> None:
    (speech,) = meeting.speeches_of(speaker)
    assert words in speech.text


def test_a_broken_word_still_leads_back_to_both_of_its_places(meeting: Meeting) -> None:
    (speech,) = meeting.speeches_of("戚振宇")
    start = speech.text.index("同比增长8%以上")
    places = [speech.offsets[start + index] for index in range(len("同比增长8%以上"))]
    assert "".join(meeting.source.text[place] for place in places) == "同比增长8%以上"
    assert places[-1] - places[0] > len(places) - 1


def test_nobody_is_given_a_speech_who_did_not_speak(meeting: Meeting) -> None:
    assert meeting.speeches_of("薛海荣") == ()


_PAGE = "把稳增长放在更加突出\n\n\n位置。\n\n下一步抓落实。\n"
_INDENTED = "　　把稳增长放在更加突出\n\n\n位置。\n\n　　下一步抓落实。\n"


@pytest.mark.parametrize(
    ("marks", "page"),
    [
        ("### 当好压舱石\n\n□高新区党工委书记 毛雅萍", _PAGE),
        ("**高新区党工委书记 毛雅萍**：当好压舱石", _PAGE),
        ("当好压舱石\n\n高新区党工委书记 毛雅萍：", _INDENTED),
        ("【当好压舱石】\n\n●高新区党工委书记 毛雅萍", _PAGE),
    ],
    ids=["hashes-and-squares", "bold-role-then-heading", "bare-heading-and-colon", "lenticular-and-dots"],
)
def test_every_layout_gives_the_same_speech(read: Read, marks: str, page: str) -> None:
    text = f"# 市委工作会议\n\n{marks}\n\n{page}"
    for source in (text, text.replace("\n", "\r\n")):
        meeting = read(source)
        (speech,) = meeting.speeches
        assert meeting.title == "市委工作会议"
        assert (speech.speaker, speech.role, speech.organisation) == ("毛雅萍", "高新区党工委书记", "高新区")
        assert speech.section == "当好压舱石"
        assert [paragraph.of(speech.text) for paragraph in speech.paragraphs] == [
            "把稳增长放在更加突出位置。",
            "下一步抓落实。",
        ]


def test_a_byte_order_mark_is_no_part_of_the_headline(read: Read) -> None:
    meeting = read("\ufeff# 市委工作会议\n\n□市工信局局长 方海宁\n\n强调度、保增长。\n")
    assert meeting.title == "市委工作会议"
    assert meeting.speeches[0].source_span(meeting.speeches[0].paragraphs[0]).of(meeting.source.text) == (
        "强调度、保增长。"
    )


def test_a_zero_width_space_at_a_break_does_not_part_a_quote_from_its_source(read: Read) -> None:
    meeting = read("# 会议\n\n□市工信局局长 方海宁\n\n规上工业产值同比增长\u200b\n\n8%以上。\n")
    (speech,) = meeting.speeches
    source = speech.source_span(speech.paragraphs[0]).of(meeting.source.text)
    assert speech.text == "规上工业产值同比增长8%以上。"
    assert squash(source) == squash(speech.text)


def test_two_english_words_at_a_break_stay_two(read: Read) -> None:
    (speech,) = read("# 会议\n\n□市工信局局长 方海宁\n\n推广 Smart\n\nFactory 标准。\n").speeches
    assert speech.text == "推广 Smart\nFactory 标准。"
    assert len(speech.paragraphs) == 1


def test_a_line_that_begins_with_a_full_stop_goes_on_with_the_paragraph_above(read: Read) -> None:
    (speech,) = read("# 会议\n\n□市工信局局长 方海宁\n\n我们说“要抓落实！”\n\n。大家鼓掌。\n").speeches
    assert [paragraph.of(speech.text) for paragraph in speech.paragraphs] == ["我们说“要抓落实！”。大家鼓掌。"]


def test_one_speaker_may_speak_under_two_headings(read: Read) -> None:
    meeting = read(
        "# 会议\n\n### 抓项目\n\n□市工信局局长 方海宁\n\n抓项目。\n\n### 抓服务\n\n□市工信局局长 方海宁\n\n抓服务。\n"
    )
    assert meeting.speakers == ("方海宁",)
    assert [speech.section for speech in meeting.speeches_of("方海宁")] == ["抓项目", "抓服务"]


def test_a_byline_inside_the_lead_keeps_the_reporters_offsets_in_order(read: Read) -> None:
    meeting = read(
        "# 会议\n\n昨天下午召开了市委工作会议。\n\n□本报记者 薛海荣\n\n六家单位作了发言。\n\n"
        "□市工信局局长 方海宁\n\n强调度、保增长。\n"
    )
    offsets = list(meeting.reporter.offsets)
    assert offsets == sorted(set(offsets))
    assert meeting.byline is not None
    assert meeting.byline.of(meeting.reporter.text) == "本报记者 薛海荣"


def _digests(root: Path) -> Path:
    folder = root.parent / "shared" / "eval" / "digests"
    if not folder.is_dir():
        pytest.skip("the digests stay outside the repository: their sources do not all allow to publish them")
    return folder


def test_all_speeches_of_the_digests_are_found_with_role_section_and_words(root: Path) -> None:
    found = 0
    for truth_path in sorted(_digests(root).glob("*.json")):
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        meeting = read_meeting(truth_path.with_suffix(".txt"))
        expected = [
            (s["speaker"], s["title"], s["section"] or "", squash("".join(s["paragraphs"]))) for s in truth["speeches"]
        ]
        got = [(s.speaker, s.role, s.section, squash(s.text)) for s in meeting.speeches]
        assert got == expected, truth_path.name
        assert meeting.title == truth["title"], truth_path.name
        found += len(got)
    assert found == 361


def test_a_long_list_is_told_from_a_speaker_line_at_once(tmp_path: Path):
    """Where one repetition stands inside another, each further 、 doubles the time: this would outlast any patience."""
    path = tmp_path / "list.txt"
    path.write_text(f"防汛会\n□市水务局局长 何敏\n{'、'.join(['泵站'] * 400)}。 何敏\n", encoding="utf-8")
    assert len(read_meeting(path).speeches[0].text) == 1203


@pytest.mark.parametrize(
    "line", ["泵站、" * 100_000, "□泵站" + " " * 100_000 + "二", "**泵站" + " " * 100_000 + "二", "（" * 100_000]
)
def test_a_line_of_any_length_is_read(read: Read, line: str) -> None:
    """Where each of its blanks and marks might end a role, reading it took hours: this would outlast any patience."""
    meeting = read(f"防汛会\n□市水务局局长 何敏\n{line}。\n")
    assert squash(meeting.speeches[0].text) == squash(line) + "。"


@pytest.mark.parametrize(
    "line",
    [
        "第{}项工作\n\n",
        "题目\n话话话。\n（发言人：县水务局局长 何敏）\n",
        "发言人：何敏\n职务：局长\n发言内容：话。\n",
        "（（何敏",
        "1 " * 20,
    ],
)
def test_a_text_of_any_number_of_lines_that_look_alike_is_read_at_once(tmp_path: Path, line: str):
    path = tmp_path / "会议.txt"
    turns = "议事会\n\n何敏：堤防全部查完了，共120公里。\n\n张三：险情三处，都已经处置。\n\n"
    path.write_text(turns + "".join(line.format(number) for number in range(3000)), encoding="utf-8")
    assert read_meeting(path).speeches
