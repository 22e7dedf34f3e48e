"""What is said stays its speaker's, and what is a turn is not somebody else's: traps of everyday records."""

from __future__ import annotations

import pytest

RECORDS = {
    "people without a name speak": (
        "村民会议记录\n\n村支书：今天讲修路的事，请大家发言。\n村民甲：我同意修，越快越好。\n"
        "村民乙：我家门口的路也要修。\n村支书：好，一起修，下个月动工。\n"
    ),
    "a short last turn": (
        "人大代表座谈会\n\n谢军代表：我说说水，水价每吨3元，群众觉得高。\n"
        "马丽代表：我说说电，停电太多。\n谢军代表：补充一点，管网也旧了。\n主持人：好，大家休息。\n"
    ),
    "short turns of those listed": (
        "业主会会议纪要\n参会人员：李强、王芳、张伟\n\n李强：大家先看方案。\n王芳：我念一下通知。\n"
        "张伟：电话要改。\n李强：好，散会。\n"
    ),
    "the first short turn, in traditional characters": (
        "家長會會議記錄\n主席：陳志明\n出席：陳志明、林美玲、黃國華\n\n陳志明：今天討論午餐。\n"
        "林美玲：我唸一下菜單。\n黃國華：我反對。這不對。\n林美玲：那就改。\n"
    ),
    "villagers ask": (
        "问答记录\n\n村民：路什么时候修好？已经等了三个月了。\n刘洋：下周一开工，工期十天。\n"
        "村民：占地怎么补？\n刘洋：按标准补，一亩三千元。\n"
    ),
    "numbered headings between turns": (
        "党员大会会议记录\n\n一、学习文件\n王建国：今天学习两份文件。\n刘洋：我的体会有三点。\n"
        "二、讨论\n陈静：我读一段材料。\n王建国：同意的请举手。\n"
    ),
    "a list inside of a turn": (
        "季度复盘会\n参会：张伟、王芳、李明\n\n张伟：一季度总体完成了年度目标的百分之二十二。\n"
        "华东：320万\n华南：210万\n王芳：差距主要在哪里，渠道还是产品？\n"
        "张伟：主要差在渠道，产品没有问题。\n李明：技术侧一季度做了三件事，都已上线。\n"
        "王芳：好的，今天先到这里，散会。\n"
    ),
    "an entry inside of an English turn": (
        "Council meeting\n\n"
        "Cllr Smith: Welcome to everyone who came tonight.\n"
        "Cllr Jones: The playground opens soon.\n"
        "Contact: Peter Brown\n"
        "That is all I have to report.\n"
        "Cllr Smith: Thank you, the meeting is closed.\n"
    ),
    "a list inside of an English turn": (
        "Council meeting\n"
        "Present: Ann Reed (Chair), Bob Cole, Dan Lee\n"
        "\n"
        "Ann Reed: Let us hear the treasurer on the fair.\n"
        "Bob Cole: The fair made a profit.\n"
        "Donations: $400\nRaffle: $120\nTotal: $520\n"
        "Dan Lee: I thank the volunteers.\n"
        "Ann Reed: So do I.\n"
    ),
    "a bare line like a name below a speaker": (
        "创业故事分享会\n\n▲何　敏（咖啡店主）\n我二十岁开店。\n▲赵　刚（程序员）\n我写代码。\n"
        "▲孙　丽（花店主）\n花会谢\n人不散\n（笑）\n谢谢各位。\n"
    ),
    "an entry at the end of what is said": (
        "座谈会\n\n【陶士林】市发改委主任\n今年重点抓项目。\n投资：3亿元\n【赵敏】市农业局副局长\n我讲一讲品种。\n"
    ),
    "short lines at the end of what is said": (
        "审议发言摘登\n\n赵国栋委员：\n报告写得好，我建议加大投入。\n\n孙玉兰委员：\n"
        "代表们反映三个问题。\n停车难\n上学难\n\n钱进副主任：\n两位委员讲得很好。\n"
    ),
    "winners": (
        "评审会议记录\n\n赵敏：获奖名单我也念一下。\n王芳：女，35岁，一等奖\n"
        "李强：男，40岁，二等奖\n以上就是名单。\n陈静：好，请大家鼓掌通过。\n赵敏：谢谢大家。\n"
    ),
}
EXPECTED = {
    "people without a name speak": [
        ("村支书", "今天讲修路的事，请大家发言。"),
        ("村民甲", "我同意修，越快越好。"),
        ("村民乙", "我家门口的路也要修。"),
        ("村支书", "好，一起修，下个月动工。"),
    ],
    "a short last turn": [
        ("谢军", "我说说水，水价每吨3元，群众觉得高。"),
        ("马丽", "我说说电，停电太多。"),
        ("谢军", "补充一点，管网也旧了。"),
        ("主持人", "好，大家休息。"),
    ],
    "short turns of those listed": [
        ("李强", "大家先看方案。"),
        ("王芳", "我念一下通知。"),
        ("张伟", "电话要改。"),
        ("李强", "好，散会。"),
    ],
    "the first short turn, in traditional characters": [
        ("陳志明", "今天討論午餐。"),
        ("林美玲", "我唸一下菜單。"),
        ("黃國華", "我反對。這不對。"),
        ("林美玲", "那就改。"),
    ],
    "villagers ask": [
        ("村民", "路什么时候修好？已经等了三个月了。"),
        ("刘洋", "下周一开工，工期十天。"),
        ("村民", "占地怎么补？"),
        ("刘洋", "按标准补，一亩三千元。"),
    ],
    "numbered headings between turns": [
        ("王建国", "今天学习两份文件。"),
        ("刘洋", "我的体会有三点。"),
        ("陈静", "我读一段材料。"),
        ("王建国", "同意的请举手。"),
    ],
    "a list inside of a turn": [
        ("张伟", "一季度总体完成了年度目标的百分之二十二。\n华东：320万华南：210万"),
        ("王芳", "差距主要在哪里，渠道还是产品？"),
        ("张伟", "主要差在渠道，产品没有问题。"),
        ("李明", "技术侧一季度做了三件事，都已上线。"),
        ("王芳", "好的，今天先到这里，散会。"),
    ],
    "an entry inside of an English turn": [
        ("Cllr Smith", "Welcome to everyone who came tonight."),
        ("Cllr Jones", "The playground opens soon.\nContact: Peter Brown\nThat is all I have to report."),
        ("Cllr Smith", "Thank you, the meeting is closed."),
    ],
    "a list inside of an English turn": [
        ("Ann Reed", "Let us hear the treasurer on the fair."),
        ("Bob Cole", "The fair made a profit.\nDonations: $400\nRaffle: $120\nTotal: $520"),
        ("Dan Lee", "I thank the volunteers."),
        ("Ann Reed", "So do I."),
    ],
    "a bare line like a name below a speaker": [
        ("何敏", "我二十岁开店。"),
        ("赵刚", "我写代码。"),
        ("孙丽", "花会谢人不散\n谢谢各位。"),
    ],
    "an entry at the end of what is said": [
        ("陶士林", "今年重点抓项目。\n投资：3亿元"),
        ("赵敏", "我讲一讲品种。"),
    ],
    "short lines at the end of what is said": [
        ("赵国栋", "报告写得好，我建议加大投入。"),
        ("孙玉兰", "代表们反映三个问题。\n停车难上学难"),
        ("钱进", "两位委员讲得很好。"),
    ],
    "winners": [
        ("赵敏", "获奖名单我也念一下。\n王芳：女，35岁，一等奖李强：男，40岁，二等奖以上就是名单。"),
        ("陈静", "好，请大家鼓掌通过。"),
        ("赵敏", "谢谢大家。"),
    ],
}


@pytest.mark.parametrize("name", RECORDS)
def test_words_are_those_of_who_said_them(read, name):
    assert [(speech.speaker, speech.text) for speech in read(RECORDS[name]).speeches] == EXPECTED[name]


def test_figures_of_a_list_are_not_run_together(read):
    text = "发言摘登\n\n□水务局局长 何敏\n\n用水户数如下。\n东村\n12\n35\n联系电话：88321456\n2024年启用。\n"
    assert read(text).speeches[0].text == "用水户数如下。\n东村12\n35联系电话：88321456\n2024年启用。"


def test_a_figure_that_a_column_broke_is_whole(read):
    text = "发言摘登\n\n□水务局局长 何敏\n\n全市今年新建泵站12\n35座清淤河道八十公\n里惠及群众二十余万\n户。\n"
    assert "泵站1235座" in read(text).speeches[0].text
