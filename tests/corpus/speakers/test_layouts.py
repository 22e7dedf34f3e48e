"""Who speaks, under which heading and in which office, in records of courts, councils, parliaments and villages."""

from __future__ import annotations

import pytest

from bot.corpus.reader import read_meeting
from bot.types import Meeting

VOLUNTEERS = """把论文写在大地上
——全县科技特派员座谈会发言摘登

让果树多结“致富果”
——县农科所研究员 郭长顺

今年我在三个村推广矮化密植，亩产提高了四百斤。

把课堂搬进牛棚
——县职教中心教师 巴图

我们办了12期培训班，教会了360人配种和防疫。
"""
ROUND_TABLE = """圆桌对话：县城的夜晚需要什么

主持人：李娜（本报编辑）
嘉宾：张伟（夜市摊主）、欧阳静（社区书记）、王磊（规划院设计师）

李娜：今天聊夜经济。张伟先说，最难的是什么？

张：最难的是下雨。一下雨人就散了，一个月白干。

欧阳：我们收到的投诉里，六成是噪声。

王：设计上可以把摊位往里收五米。

李：谁来出这笔钱？
"""
TRIAL = """青石县人民法院
庭审笔录

地点：第三法庭
案号：（2024）青0122民初318号
审判长：郑海涛
书记员：刘婷

审判长：现在开庭。原告，你的诉讼请求是什么？

原告：请求被告返还货款八万六千元，并支付利息。

被告代理人：货物有质量问题，我方不同意返还。

原告代理人：提交合同一份、转账凭证三张。

审判长：现在休庭，下周三上午九点继续开庭。
"""
HEARING = """HEARING ON RURAL BROADBAND

    The CHAIRMAN. The committee will come to order. We will hear from two witnesses today.

    Senator BAKER. Thank you, Mr. Chairman. In my State, 41 percent of farms have no service.

STATEMENT OF ELENA ORTIZ, DIRECTOR, PLAINS COOPERATIVE

    Ms. ORTIZ. Chairman Hale, thank you for the invitation. We laid 1,200 miles of fiber in four years.
    It cost us $31 million, and half of it came from members.
"""
PARLIAMENT = """HOUSE OF REPRESENTATIVES
Housing
Mr JONES (Bass) (14:05): My question is to the Minister for Housing. How many homes were built last year?
Ms PARK (Griffith—Minister for Housing) (14:06): I thank the member for his question. We built 12,400 homes last year.
We will build another 15,000 by 2026.
The SPEAKER: The member for Bass on a point of order.
Mr JONES: The question was about Tasmania.
Roads
Dr LEE (Curtin) (14:12): When will the bridge at Mosman open?
"""
VILLAGE = """李家村村民会议记录

时间：2024年2月18日晚7点
主持：李书记

李书记：今天商量修路的事。上面给了十二万，还差八万，大家说怎么办。

老王：按户摊吧，一户三百。

李桂花：我家男人腿断了，拿不出来。能不能出工抵？

会计小赵：出工可以，一个工算一百二。

老王：那我没意见。

（21人同意，2人弃权）

李书记：通过。下个月开工，谁都不能少出工。
"""
COUNCIL = """第十二屆第三會期市議會議事錄

主席（蔡議長明哲）：現在開會，請陳議員麗雲發言，時間20分鐘。

陳議員麗雲：謝謝主席，請捷運局局長上台。綠線哪一年通車？

捷運局林局長俊男：謝謝議員，綠線預計民國116年通車。

陳議員麗雲：去年講115年，今年又延一年，原因是什麼？

主席：時間到，請繼續下一位。
"""
COMMITTEE = """Standing Committee on Transport

● (1105)

[English]

The Chair (Mr. Peter Hall (Niagara, Lib.)): I call this meeting to order. Welcome to meeting 42.

Ms. Lena Park (Burnaby South, NDP): Thank you, Chair. My question is about rail safety.

[Translation]

Mr. Daniel Roy (Assistant Deputy Minister, Department of Transport) (spoke in French): We inspected 3,200 crossings.

Ms. Lena Park: And how many failed?

The Chair: Thank you.
"""
COMMONS = """House of Commons

Rural Bus Services

Sarah Whitcombe (Aldermoor South) (Lab)
What steps is he taking to improve rural bus services?

The Parliamentary Under-Secretary of State for Transport (Tom Ashdown)
We have given local authorities £140 million this year, and capped single fares at £2. Eleven routes are back.

Sarah Whitcombe
I am grateful for that answer, but Netherby in my constituency has one bus a week, which leaves on Thursday.
A constituent wrote to me that she had not seen her sister since it was cut.

11.42 am

Tom Ashdown
I will gladly meet the hon. Lady.
"""
GUESTS = """【陶士林】平川市民营经济发展局局长
今年前三季度，全市新增民营企业3126户。

【木合塔尔·艾山】天山果业合作社理事长
我们的西梅从喀什运到平川只要五十二个小时。

[网友“山里人家”]：自家地里烧秸秆，要不要报批？
[公司回复] 独立董事 左丘明远：本人现场工作十七天。
"""
SIGNED_BELOW = """政协第九届云岭县委员会第三次会议
大会口头发言材料（节选）

1．关于加强农村养老服务的建议

全县60岁以上老人7.4万人，其中独居的有九千余人。
为此建议：按村布点安装一键呼叫设备。
（发言人：民进云岭县总支副主委 米晓岚）

2．关于保护古茶树资源的建议

勐回乡现存百年以上古茶树2.1万株。
（发言人：县政协委员、茶叶合作社理事长 岩罕）

- 5 -
"""
FORMS = """科普工作座谈会书面发言登记表

编号：KP-01
发言人：裴小川
职务：市科技馆馆长
题目：让科普大篷车开得更远
发言内容：科普大篷车去年跑了87所乡村学校。
困难也很实在：车龄十一年。

编号：KP-02
发言人：段干玉
职务：江右师范学院物理系教授
题目：大学实验室的门应当打开
发言内容：我们系有十四个教学实验室，周末全部空着。
时间：每周六上午；对象：初二以上学生；费用：一分不收。
"""
CONSULTATION = """市政协重点提案督办会发言选登

▲何　敏　市水务局局长
　　今年清淤河道八公里，建成泵站十二座。
▲郭长顺　市政协委员
　　建议把老街的排水一并改造。
▲欧阳静（市财政局副局长）
　　资金已经安排三千万元。
"""
NAMES_ABOVE_OFFICES = """提案办理协商座谈会纪实

郭长顺
县政协委员、农科所研究员
建议在三个镇建冷库。去年有四百吨桃子烂在地里。

何　敏
县水务局局长
我们已经立项，年底前完成3座泵站。
"""
OWNERS = """幸福里小区业主大会会议记录

时间：2024年6月1日

议题一：电梯更换

主持人 孙丽：报价两家，分别是18万和21万。请大家发表意见。

3栋王强：我选便宜的，但要保五年。

5栋刘阿姨：电梯三天两头坏，越快越好。

表决结果：同意46票，反对3票。

议题二、车位收费

孙丽：地面车位每月80元，地下150元。
"""
CHAT = """12/03/2024, 17:58 - Messages and calls are end-to-end encrypted.
12/03/2024, 18:02 - Coach Lena: Saturday's match is moved to Thornbury, kick-off 10:30.
What to bring: mouthguard, water, and a dry pair of socks.
12/03/2024, 18:05 - Raj (Arjun's dad): Is there parking at the ground?
12/03/2024, 18:11 - Becky H: <Media omitted>
12/03/2024, 18:14 - Becky H: There's a field behind the pub, £2, cash only.
"""
GROUP = """聊天记录：锦绣里三期业主群

3-1202 老周  20:14
地下车库又漏了，车顶一层白灰。
[图片]

物业-小孙  2024-03-02 20:21:07
工程部明天上午九点到现场。

"5-803 小鱼妈妈" 撤回了一条消息
"""
RECOGNISED = """[00:00:02.500 --> 00:00:06.100] SPEAKER_01: The drawer sticks, so pull hard.
[00:00:06.100 --> 00:00:09.000] SPEAKER_00: Two sets of keys are with the porter.
"""


def said(meeting: Meeting) -> list[tuple[str, str, str, str]]:
    """Return heading, office and name of each speech, and how its words begin."""
    return [(speech.section, speech.role, speech.speaker, speech.text[:8]) for speech in meeting.speeches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            VOLUNTEERS,
            [
                ("让果树多结“致富果”", "县农科所研究员", "郭长顺", "今年我在三个村推"),
                ("把课堂搬进牛棚", "县职教中心教师", "巴图", "我们办了12期培"),
            ],
        ),
        (
            ROUND_TABLE,
            [
                ("", "本报编辑", "李娜", "今天聊夜经济。张"),
                ("", "夜市摊主", "张伟", "最难的是下雨。一"),
                ("", "社区书记", "欧阳静", "我们收到的投诉里"),
                ("", "规划院设计师", "王磊", "设计上可以把摊位"),
                ("", "本报编辑", "李娜", "谁来出这笔钱？"),
            ],
        ),
        (
            TRIAL,
            [
                ("", "审判长", "郑海涛", "现在开庭。原告，"),
                ("", "原告", "原告", "请求被告返还货款"),
                ("", "被告代理人", "被告代理人", "货物有质量问题，"),
                ("", "原告代理人", "原告代理人", "提交合同一份、转"),
                ("", "审判长", "郑海涛", "现在休庭，下周三"),
            ],
        ),
        (
            HEARING,
            [
                ("", "", "The CHAIRMAN", "The comm"),
                ("", "", "Senator BAKER", "Thank yo"),
                ("STATEMENT OF ELENA ORTIZ, DIRECTOR, PLAINS COOPERATIVE", "", "Ms. ORTIZ", "Chairman"),
            ],
        ),
        (
            PARLIAMENT,
            [
                ("Housing", "Bass", "Mr JONES", "My quest"),
                ("Housing", "Griffith—Minister for Housing", "Ms PARK", "I thank "),
                ("Housing", "", "The SPEAKER", "The memb"),
                ("Housing", "", "Mr JONES", "The ques"),
                ("Roads", "Curtin", "Dr LEE", "When wil"),
            ],
        ),
        (
            VILLAGE,
            [
                ("", "李书记", "李书记", "今天商量修路的事"),
                ("", "", "老王", "按户摊吧，一户三"),
                ("", "", "李桂花", "我家男人腿断了，"),
                ("", "会计", "小赵", "出工可以，一个工"),
                ("", "", "老王", "那我没意见。"),
                ("", "李书记", "李书记", "通过。下个月开工"),
            ],
        ),
        (
            COUNCIL,
            [
                ("", "主席", "蔡明哲", "現在開會，請陳議"),
                ("", "議員", "陳麗雲", "謝謝主席，請捷運"),
                ("", "捷運局局長", "林俊男", "謝謝議員，綠線預"),
                ("", "議員", "陳麗雲", "去年講115年，"),
                ("", "主席", "蔡明哲", "時間到，請繼續下"),
            ],
        ),
        (
            COMMITTEE,
            [
                ("", "The Chair", "Mr. Peter Hall", "I call t"),
                ("", "Burnaby South, NDP", "Ms. Lena Park", "Thank yo"),
                ("", "Assistant Deputy Minister, Department of Transport", "Mr. Daniel Roy", "We inspe"),
                ("", "", "Ms. Lena Park", "And how "),
                ("", "The Chair", "Mr. Peter Hall", "Thank yo"),
            ],
        ),
        (
            COMMONS,
            [
                ("Rural Bus Services", "Aldermoor South", "Sarah Whitcombe", "What ste"),
                (
                    "Rural Bus Services",
                    "The Parliamentary Under-Secretary of State for Transport",
                    "Tom Ashdown",
                    "We have ",
                ),
                ("Rural Bus Services", "Aldermoor South", "Sarah Whitcombe", "I am gra"),
                (
                    "Rural Bus Services",
                    "The Parliamentary Under-Secretary of State for Transport",
                    "Tom Ashdown",
                    "I will g",
                ),
            ],
        ),
        (
            "座谈会\n\n" + GUESTS,
            [
                ("", "平川市民营经济发展局局长", "陶士林", "今年前三季度，全"),
                ("", "天山果业合作社理事长", "木合塔尔·艾山", "我们的西梅从喀什"),
                ("", "网友", "山里人家", "自家地里烧秸秆，"),
                ("", "独立董事", "左丘明远", "本人现场工作十七"),
            ],
        ),
        (
            SIGNED_BELOW,
            [
                ("1．关于加强农村养老服务的建议", "民进云岭县总支副主委", "米晓岚", "全县60岁以上老"),
                ("2．关于保护古茶树资源的建议", "县政协委员、茶叶合作社理事长", "岩罕", "勐回乡现存百年以"),
            ],
        ),
        (
            FORMS,
            [
                ("让科普大篷车开得更远", "市科技馆馆长", "裴小川", "科普大篷车去年跑"),
                ("大学实验室的门应当打开", "江右师范学院物理系教授", "段干玉", "我们系有十四个教"),
            ],
        ),
        (
            CONSULTATION,
            [
                ("", "市水务局局长", "何敏", "今年清淤河道八公"),
                ("", "市政协委员", "郭长顺", "建议把老街的排水"),
                ("", "市财政局副局长", "欧阳静", "资金已经安排三千"),
            ],
        ),
        (
            NAMES_ABOVE_OFFICES,
            [
                ("", "县政协委员、农科所研究员", "郭长顺", "建议在三个镇建冷"),
                ("", "县水务局局长", "何敏", "我们已经立项，年"),
            ],
        ),
        (
            OWNERS,
            [
                ("议题一：电梯更换", "主持人", "孙丽", "报价两家，分别是"),
                ("议题一：电梯更换", "3栋", "王强", "我选便宜的，但要"),
                ("议题一：电梯更换", "5栋", "刘阿姨", "电梯三天两头坏，"),
                ("议题二、车位收费", "", "孙丽", "地面车位每月80"),
            ],
        ),
        (
            CHAT,
            [
                ("", "", "Coach Lena", "Saturday"),
                ("", "Arjun's dad", "Raj", "Is there"),
                ("", "", "Becky H", "There's "),
            ],
        ),
        (
            GROUP,
            [
                ("", "", "3-1202 老周", "地下车库又漏了，"),
                ("", "", "物业-小孙", "工程部明天上午九"),
            ],
        ),
        (
            RECOGNISED,
            [
                ("", "", "SPEAKER_01", "The draw"),
                ("", "", "SPEAKER_00", "Two sets"),
            ],
        ),
    ],
)
def test_a_record_is_read_speech_by_speech(read, text, expected):
    assert said(read(text)) == expected


def test_what_a_program_says_in_a_chat_is_nobody_s(read):
    for text, notices in ((CHAT, ["end-to-end", "<Media"]), (GROUP, ["[图片]", "撤回"])):
        meeting = read(text)
        spoken = "".join(speech.text for speech in meeting.speeches)
        assert not any(notice in spoken for notice in notices)
        assert all(notice in meeting.reporter.text for notice in notices)


def test_the_time_on_a_line_of_its_own_is_nobody_s(read):
    meeting = read(COMMONS)
    assert "11.42 am" in meeting.reporter.text
    assert len(meeting.speeches[2].paragraphs) == 2


def test_which_of_two_is_called_by_a_surname_alone_is_not_guessed(read):
    text = ROUND_TABLE.replace("王磊（规划院设计师）", "王磊（规划院设计师）、张强（房东）")
    assert "张伟" not in read(text).speakers


def test_a_heading_may_stand_below_name_and_office(read):
    text = NAMES_ABOVE_OFFICES.replace("研究员\n", "研究员\n别让桃子烂在地里\n").replace("局长\n", "局长\n让水听话\n")
    assert said(read(text)) == [
        ("别让桃子烂在地里", "县政协委员、农科所研究员", "郭长顺", "建议在三个镇建冷"),
        ("让水听话", "县水务局局长", "何敏", "我们已经立项，年"),
    ]


def test_the_outcome_of_a_vote_is_nobody_s_words(read):
    meeting = read(OWNERS)
    assert "表决结果：同意46票，反对3票。" in meeting.reporter.text
    assert meeting.speeches[2].text == "电梯三天两头坏，越快越好。"


def test_what_a_form_asks_for_is_nobody_s_and_what_looks_like_a_field_stays_said(read):
    meeting = read(FORMS)
    assert [len(speech.paragraphs) for speech in meeting.speeches] == [2, 2]
    assert meeting.speeches[1].text.endswith("费用：一分不收。")
    assert "编号：KP-02" in meeting.reporter.text


def test_what_is_signed_below_is_settled_like_everything_else(tmp_path):
    source = tmp_path / "会议.txt"
    source.write_text(SIGNED_BELOW, encoding="utf-8")
    source.with_suffix(".toml").write_text('[[line]]\nnumber = 7\nkind = "aside"\n', encoding="utf-8")
    first, second = read_meeting(source).speeches
    assert (first.speaker, first.text) == ("米晓岚", "全县60岁以上老人7.4万人，其中独居的有九千余人。")
    assert second.speaker == "岩罕"


def test_verses_at_the_end_of_what_is_said_are_no_headings_but_the_last_line(read):
    verses = "河水清清\n\n两岸青青\n\n灯火明明"
    text = f"诗会记录\n\n何敏：我念一首。\n\n{verses}\n\n张三：好诗，第二句最好，请再念一遍。\n\n何敏：好。\n"
    assert "河水清清" in read(text).speeches[0].text
    assert "两岸青青" in read(text).speeches[0].text
