"""Files to read as meetings: of every format, sound ones and what becomes of them on bad disks and in bad hands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.fuzz.words import junk, numbers

__all__ = ["File", "files"]

_TITLE = "把老街的事一件一件办好"
_LEAD = "2022年7月18日，老街街道召开议事会。"
_PEOPLE = [
    (
        "让老街亮起来",
        "老街街道党工委书记",
        "沈𠮷安",
        "年内新增路灯１２０盏，覆盖全部背街小巷。\n还要办好“老街夜市”，让摊主安心。",
    ),
    ("守好一河清水", "市水务局局长", "何敏", "下半年清淤河道8公里，建成“河湖长制”示范段2处，力争排名进入全市前三。"),
    (
        "管出清爽街面",
        "市城管局局长",
        "周立群",
        "推行“门前三包”，力争投诉量下降30%以上。路灯坏了，24小时内修好；窨井盖坏了，两小时内到场。",
    ),
]
_NAMES = ["会议.txt", "meeting.docx", ".pdf", "a/b\\c.html", "x" * 300 + ".srt", "会\x00议.vtt", "..", "", "meeting.toml", "CON.txt",
          "𠮷👍.xml", "noending", "\ud800.txt", ".structure", "会议.structure"]  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file somebody sends.

    Attributes:
        name: As they call it.
        content: Its bytes.
    """

    name: str
    content: bytes


# --- sound ones, by the formats' own libraries ------------------------------------------------------------


@cache
def _sound() -> tuple[bytes, ...]:
    return (_word(), _pages(1), _pages(2), *(text.encode() for text in _texts()))


@cache
def _texts() -> tuple[str, ...]:
    marked = "".join(f"### {section}\n\n□{role} {name}\n\n{words}\n\n" for section, role, name, words in _PEOPLE)
    bold = "".join(f"**{role} {name}**：{section}\n　　{words}\n" for section, role, name, words in _PEOPLE)
    bracketed = "".join(f"【{section}】\n●{role} {name}\n　　{words}\n" for section, role, name, words in _PEOPLE)
    turns = "".join(f"{name}（{role}）：{words}\n" for _, role, name, words in _PEOPLE)
    bare = "".join(f"{section}\n{role}  {name}：\n　　{words}\n" for section, role, name, words in _PEOPLE)
    timed = "\n\n".join(f"{name}({role}) {at:02}:05\n{words}" for at, (_, role, name, words) in enumerate(_PEOPLE))
    cues = "\n\n".join(
        f"00:0{at}:00.000 --> 00:0{at}:09.000\n<v {name}（{role}）>{words}</v>"
        for at, (_, role, name, words) in enumerate(_PEOPLE)
    )
    srt = "\n\n".join(
        f"{at + 1}\n00:0{at}:00,000 --> 00:0{at}:09,000\n{name}：{words}"
        for at, (_, _, name, words) in enumerate(_PEOPLE)
    )
    web = "".join(
        f"<h2>{section}</h2><p><strong>{role} {name}</strong></p><p>{words}</p>"
        for section, role, name, words in _PEOPLE
    )
    table = "".join(f"<tr><td><b>{role} {name}</b><td>{words}" for _, role, name, words in _PEOPLE)
    said = "".join(
        f'<debateSection><heading>{section}</heading><speech by="#p{n}" as="#r{n}"><from>{role}{name}：</from><p>{words}</p>'
        "</speech></debateSection>"
        for n, (section, role, name, words) in enumerate(_PEOPLE)
    )
    people = "".join(
        f'<TLCPerson eId="p{n}" href="/{n}" showAs="{name}"/><TLCRole eId="r{n}" href="/r{n}" showAs="{role}"/>'
        for n, (_, role, name, _) in enumerate(_PEOPLE)
    )
    debate = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="d"><meta><references source="#s">'
        f"{people}</references></meta><preface><p><docTitle>{_TITLE}</docTitle></p></preface><debateBody>{said}</debateBody>"
        "</debate></akomaNtoso>"
    )
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>晚报</title></head><body><article>"
        f"<h1>{_TITLE}</h1><p>{_LEAD}</p>{web}</article><script>x</script></body></html>"
    )
    head = f"{_TITLE}\n{_LEAD}\n\n"
    return (
        f"# {_TITLE}\n\n{_LEAD}\n\n{marked}", head + bold, head + bracketed, head + turns, head + bare,
        f"{_TITLE}\n2022年7月18日\n\n{timed}\n", f"WEBVTT\n\n{cues}\n", f"{srt}\n",
        page,
        f"<html><body><h1>{_TITLE}</h1><table>{table}</table>",
        f'<?xml version="1.0" encoding="UTF-8"?>\n{debate}',
    )  # fmt: skip


def _word() -> bytes:
    document = docx.Document()
    document.add_heading(_TITLE, 0)
    document.add_paragraph(_LEAD)
    for section, role, name, words in _PEOPLE:
        document.add_heading(section, 2)
        document.add_paragraph().add_run(f"{role} {name}").bold = True
        for line in words.split("\n"):
            document.add_paragraph(line)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "合计", "3人"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pages(columns: int) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, pageCompression=0)
    width, height = A4
    wide = (width - 120 - (columns - 1) * 30) / columns
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(60, height - 60, _TITLE)
    rows = []
    for section, role, name, words in _PEOPLE:
        rows += [(14, section), (11, f"□{role} {name}")]
        rows += [(11, words[at : at + int(wide // 11)]) for at in range(0, len(words), int(wide // 11))]
    each = -(-len(rows) // columns)
    for column in range(columns):
        top = height - 110.0
        for size, text in rows[column * each : (column + 1) * each]:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(60 + column * (wide + 30), top, text.replace("\n", ""))
            top -= 20
    canvas.showPage()
    canvas.save()
    return written.getvalue()


# --- written anew, line by line ---------------------------------------------------------------------------


@st.composite
def _layouts(draw: Callable[..., Any]) -> str:
    """Return a text in which lines of every layout stand in any order."""
    name = st.sampled_from(
        ["何敏", "沈𠮷安", "欧阳小明", "阿卜杜热合曼·艾山", "John Smith", "李", "主席", "张三李四王五赵六"]
    )
    role = st.sampled_from(["市水务局局长", "副市长、市公安局局长", "老街街道党工委书记", "Mayor", "", "局长 主任"])
    words = st.one_of(
        st.sampled_from(
            [
                "年内新增路灯１２０盏。",
                "力争增长8%以上；确保不低于5%",
                "（鼓掌）",
                "第一，抓项目。第二，抓民生。",
                "——————",
                "|a|b|",
                "- 项",
                "1. 首先",
            ]
        ),
        st.tuples(st.just("力争完成"), numbers(), st.just("。")).map("".join),
        junk(12),
    )
    line = st.one_of(
        st.tuples(st.sampled_from(["□", "●", "■ ", "**", "# ", "## ", "### ", "【", "", "　　", "\t"]), role, st.sampled_from([" ", "　", "", "  "]), name,
                  st.sampled_from(["", "：", "**", "**：标题", "】", ":", "（12:05）", " 12:05", "\f", "\r"])).map("".join),
        words, words, words,
        st.tuples(name, st.sampled_from(["：", ":", "（市水务局局长）：", "说："]), words).map("".join),
        st.sampled_from(["", "", "\f", "— 1 —", "第1页 共3页", "本报记者 王五", "<v 何敏>", "00:00:01,000 --> 00:00:02,000",
                         "00:99:99,999 --> 00:00:00,000", "99999999:00:01.000 --> 1:1:1.1", "WEBVTT", "STYLE", "NOTE", "1", "```", "[00:05] 何敏：好。", "---", "> 引"]),
    )  # fmt: skip
    lines = draw(st.lists(line, min_size=1, max_size=14))
    return draw(st.sampled_from(["\n", "\n", "\r\n", "\n\n", "\r", "\u2028"])).join(lines)


# --- bad disks and bad hands ------------------------------------------------------------------------------


@st.composite
def _mutated(draw: Callable[..., Any], sound: st.SearchStrategy[bytes]) -> bytes:
    raw = draw(sound)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(len(raw) - 1, 0)))
        how = draw(st.integers(0, 7))
        if how == 0:
            raw = raw[:at]
        elif how == 1:
            raw = (
                raw[:at]
                + bytes(byte ^ draw(st.integers(1, 255)) for byte in raw[at : at + draw(st.integers(1, 4))])
                + raw[at + 4 :]
            )
        elif how == 2:
            raw = raw[:at] + draw(st.binary(max_size=8)) + raw[at:]
        elif how == 3:
            to = draw(st.integers(at, len(raw)))
            raw = raw[:at] + raw[to:]
        elif how == 4:
            raw = raw[:at] + draw(st.sampled_from([b"\x00" * 5, b"\xff\xfe", "路灯".encode("gb18030"), "路灯".encode("utf-16"), b"<", b"&lol;",
                                                   b"-->", b"\n" * 50, b"]]>", b"endobj", b"stream", b"/Length 99999999"])) + raw[at:]  # fmt: skip
        elif how == 5:
            raw = raw * 2
        elif how == 6:
            raw = raw[at:] + raw[:at]
        else:
            other = _sound()[draw(st.integers(0, len(_sound()) - 1))]
            raw = raw[:at] + other[at:]
    return raw


def _zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


@st.composite
def _word_parts(draw: Callable[..., Any]) -> bytes:
    """Return a Word document one of whose parts is broken: the archive is sound, what is in it is not."""
    with zipfile.ZipFile(io.BytesIO(_word())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = draw(
        st.sampled_from(
            [
                "word/document.xml",
                "[Content_Types].xml",
                "word/styles.xml",
                "_rels/.rels",
                "word/_rels/document.xml.rels",
            ]
        )
    )
    how = draw(st.integers(0, 4))
    if how == 0:
        del parts[chosen]
    elif how == 1:
        parts[chosen] = _sound()[draw(st.integers(0, len(_sound()) - 1))]
    elif how == 2:
        tag = draw(
            st.sampled_from(
                [
                    b"w:p",
                    b"w:r",
                    b"w:t",
                    b"w:tbl",
                    b"w:tc",
                    b"w:tr",
                    b"w:pPr",
                    b"w:pStyle",
                    b"w:b",
                    b"w:body",
                    b"w:tblGrid",
                    b"Override",
                    b"Relationship",
                ]
            )
        )
        parts[chosen] = parts[chosen].replace(tag, draw(st.sampled_from([b"w:x", b"w:tc", b"w:t", b"y"])))
    elif how == 3:
        value = draw(
            st.sampled_from(
                [
                    b'w:val="x"',
                    b'w:val=""',
                    b'w:gridSpan="9"',
                    b'w:val="-1"',
                    b'Target="../../etc"',
                    b'TargetMode="External"',
                ]
            )
        )
        parts[chosen] = parts[chosen].replace(b"w:val=", value + b" w:was=", 3).replace(b"Target=", value + b" was=", 1)
    else:
        parts[chosen] = draw(_mutated(st.just(parts[chosen])))
    return _zipped(parts)


@cache
def _traps() -> tuple[bytes, ...]:
    laughs = (
        '<!DOCTYPE a [<!ENTITY l0 "笑">'
        + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        + "]>"
    )
    debate, page = _texts()[-1], _texts()[-3]
    head, _, rest = debate.partition("\n")
    external = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(io.BytesIO(_word())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = parts | {"word/document.xml": b"<w:document>" + b" " * 30_000_000}
    laughing = parts | {
        "word/document.xml": parts["word/document.xml"]
        .replace(b"?>", f"?>{laughs}".encode(), 1)
        .replace("何敏".encode(), b"&l11;")
    }
    deep = "<div>" * 20_000 + "<p><b>市水务局局长 何敏</b></p><p>路灯。</p>"
    return (
        (head + laughs + rest.replace("何敏", "&l11;")).encode(),
        (head + external + rest.replace("年内", "&x;")).encode(),
        (laughs + page).encode(),
        _zipped(bomb), _zipped(laughing), _zipped({"a.zip": _zipped(parts), "b.docx": _word()}), _zipped({}), _zipped({"../../x": b"x"}),
        deep.encode(), ("<?xml version='1.0'?><akomaNtoso>" + "<x>" * 20_000).encode(),
        ("何敏：" + "路灯" * 400_000).encode(), ("□市水务局局长 何敏\n" + "路灯。" * 200_000).encode(), ("何敏：好。\n" * 20_000).encode(),
        ("“" * 100_000 + "□市水务局局长 何敏\n路灯。").encode(), ("#" * 50_000).encode(), ("（" * 50_000).encode(), (" " * 500_000 + "x").encode(),
        ("a" * 20_000 + " " * 20_000 + "：").encode(), ("**" * 30_000).encode(), ("【" * 30_000).encode(), (("一、" * 2000 + "\n") * 20).encode(),
        ("00:00:01,000 --> 00:00:02,000\n" * 5000).encode(), ("1\n00:00:01,000 --> 00:00:02,000\n何敏：好\n\n" * 5000).encode(),
        ("<p>" * 50_000).encode(), ("<!--" * 50_000 + "<html>").encode(), b"%PDF-1.7\n" + b"1 0 obj\n<<" * 5000,
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>",
        b"<html><meta charset=no-such-encoding><p>" + "何敏：路灯。".encode(), b"<html><meta charset=><p>x", b"<html><meta charset=utf-16><p>x",
        b"\xff\xfe" + "何敏：路灯。".encode("utf-16-le") + b"\xd8", b"\xff\xfe\x00\xd8\x00\xd8", "何敏：路灯。".encode("utf-7"),
        b"{\\rtf1}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b" * 9, b"\x89PNG\r\n\x1a\n", b"", b"\x00" * 4096, b"\r\n\t ", b"\xef\xbb\xbf",
        b"WEBVTT", b"WEBVTT\n\n00:00.000 --> 00:00.000\n", b"WEBVTT\n\n99:99:99.999 --> 00:00.000\n<v >x", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18,
    )  # fmt: skip


def files() -> st.SearchStrategy[File]:
    """Return files of every kind."""
    # by number, for hypothesis prints what it chooses from
    sound = st.integers(0, len(_sound()) - 1).map(lambda at: _sound()[at])
    texts = st.integers(0, len(_texts()) - 1).map(lambda at: _texts()[at])
    traps = st.integers(0, len(_traps()) - 1).map(lambda at: _traps()[at])
    encoded = st.tuples(
        texts,
        st.sampled_from(["gb18030", "big5", "utf-16", "utf-16-be", "utf-8-sig", "utf-32", "shift_jis", "latin-1"]),
    ).map(lambda it: it[0].encode(it[1], "replace"))
    laid_out = _layouts().map(lambda text: text.encode("utf-8", "surrogatepass"))
    content = st.one_of(
        sound, _mutated(sound), _mutated(sound), _mutated(sound), encoded, _mutated(encoded), laid_out, laid_out, laid_out, laid_out,
        _mutated(laid_out), _word_parts(), st.binary(max_size=200), traps,
    )  # fmt: skip
    return st.builds(File, st.sampled_from(_NAMES), content)
