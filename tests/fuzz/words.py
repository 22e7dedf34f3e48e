"""Words people may send: questions made of the meeting's own pieces, junk, and what lies at the limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from bot.types import Meeting

__all__ = ["LIMIT", "any_text", "junk", "numbers", "of_length", "pieces_of", "questions"]

LIMIT = 4096
"""UTF-16 units of a message."""

_ODD = [
    "\u200b",
    "\u200f",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\u00a0",
    "\u3000",
    "\u0301",
    "\ufe0f",
    "\u20e3",
    "\x00",
    "\x1b",
    "\x7f",
    "\u2028",
    "\u0085",
    "\ud800",
    "\udfff",
    "\ue000",
    "\uffff",
    "𠮷",
    "👩‍👩‍👧‍👦",
    "🇨🇳",
    "👍🏽",
    "ﷺ",
    "שלום",
    "مرحبا",
    "8️⃣",
    "％",
    "８",
    "①",
    "㈠",
    "㎡",
    "½",
    "²",
    "٣",
    "百",
    "亿",
    "\r\n",
    "\t",
    "\n\n\n",
    "“",
    "”",
    "《",
    "》",
    "：",
    "；",
    "。",
    "？",
    "……",
    "——",
    "・",
    "@whosaid_bot",
    "@",
    "/",
    "/ask",
    "#标签",
    "https://example.org/?a=b",
    "{speaker}",
    "{0}",
    "%s",
    "%(x)s",
    "\\",
    "'; DROP TABLE updates; --",
    "<b>",
    "&amp;",
    "[x](y)",
    "*_`",
]
_PATTERNS = [
    "谁{}？",
    "谁承诺{}？",
    "{}有没有说{}？",
    "{}说了什么？",
    "{}和{}有什么不同？",
    "谁没有提到{}？",
    "{}是多少？",
    "{}什么时候{}？",
    "{}怎么{}？",
    "都有谁提到{}？",
    "{}的第{}点是什么？",
    "{}讲了几点？",
    "那{}呢？",
    "还有呢？",
    "为什么{}？",
    "{}到底是谁说的？",
    "是不是{}说的“{}”？",
    "{}？{}？{}？",
    "who said {}?",
    "what does {} say about {}",
    "how many {}",
    "除了{}还有谁？",
    "他{}吗",
    "{}%以上是谁的目标？",
    "2022年的会议上{}？",
    "对比{}、{}、{}",
    "{}",
]
_NUMBER_WORDS = "零〇一二三四五六七八九十百千万亿两廿卅壹贰叁佰仟萬億半"
_UNITS = ["", "%", "％", "亿元", "万人次", "个", "公里", "个百分点", "倍", "家以上", "年", "月", "成", "平方米", "世纪"]


def junk(most: int = 60) -> st.SearchStrategy[str]:
    """Return any characters, lone surrogates and controls included, among them those that trouble programs."""
    return st.lists(st.one_of(st.sampled_from(_ODD), st.characters()), max_size=most).map("".join)


def numbers() -> st.SearchStrategy[str]:
    """Return numbers in every writing, sound and unsound ones."""
    digits = st.one_of(
        st.integers(-(10**6), 10**25).map(str),
        st.text("0123456789０１２３４５６７８９,，.．/-—~至", max_size=20),
        st.text(_NUMBER_WORDS, max_size=12),
        st.text("٠١٢٣①②⑩½²₃Ⅳ㊀", min_size=1, max_size=6),
    )
    before = st.sampled_from(["", "超", "约", "近", "第", "百分之", "不少于", "突破", "+", "±", "￥"])
    return st.tuples(before, digits, st.sampled_from(_UNITS), st.sampled_from(["", "以上", "左右", "级", "多"])).map(
        "".join
    )


def pieces_of(meeting: Meeting) -> st.SearchStrategy[str]:
    """Return stretches of a meeting's words, of its names, offices and headings."""
    names: list[str] = [
        words for speech in meeting.speeches for words in (speech.speaker, speech.role, speech.section) if words
    ]
    texts = [voice.text for voice in meeting.voices]  # by number below, for hypothesis prints what it chooses from

    @st.composite
    def stretch(draw: Callable[..., int]) -> str:
        text = texts[draw(st.integers(0, len(texts) - 1))]
        start = draw(st.integers(0, max(len(text) - 1, 0)))
        return text[start : start + draw(st.integers(1, 80))]

    return st.one_of(st.sampled_from(names), stretch())


def questions(meeting: Meeting) -> st.SearchStrategy[str]:
    """Return questions as people ask them, about the meeting's own things and about nonsense."""
    thing = st.one_of(pieces_of(meeting), pieces_of(meeting), numbers(), junk(6), st.text("的是在有和与了", max_size=4))

    @st.composite
    def asked(draw: Callable[..., object]) -> str:
        pattern = str(draw(st.sampled_from(_PATTERNS)))
        return pattern.format(*(draw(thing) for _ in range(pattern.count("{}"))))

    plain = asked()
    return st.one_of(plain, plain, plain, thing, st.lists(plain, min_size=2, max_size=4).map("\n".join))


def of_length(units: int, words: Sequence[str] = ("路灯𠮷", "亮", "👍🏽", "a ", "。\n")) -> st.SearchStrategy[str]:
    """Return texts of about so many UTF-16 units, at most so many."""

    def repeat(word: str) -> str:
        size = len(word.encode("utf-16-le", "surrogatepass")) // 2
        return word * (units // size)

    return st.integers(0, len(words) - 1).map(lambda at: repeat(words[at]))


def any_text(meeting: Meeting) -> st.SearchStrategy[str]:
    """Return what a message may hold: mostly questions, and now and then as much as there is room for."""
    common = st.one_of(questions(meeting), questions(meeting), pieces_of(meeting), junk())
    return st.one_of(*[common] * 19, of_length(LIMIT))
