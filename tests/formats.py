"""A meeting written in each format by the format's own library, with the words a test chooses."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from lxml import etree, html
from lxml.builder import E, ElementMaker
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from webvtt import Caption, WebVTT

__all__ = [
    "STREET",
    "TITLE",
    "TRADITIONAL",
    "Said",
    "Sample",
    "clock",
    "samples",
    "write_debate",
    "write_digest",
    "write_pdf",
    "write_subtitles",
    "write_transcript",
    "write_web",
    "write_word",
]

TITLE = "把老街的事一件一件办好"
_CUE = 20
"""Characters that a screen shows: cues end in the middle of a thought."""
_CUE_SECONDS = 7
_TURN_SECONDS = 100
_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@dataclass(frozen=True)
class Said:
    """What a speech says, and where the source has it from."""

    section: str
    role: str
    speaker: str
    paragraphs: tuple[str, ...]


STREET = (
    Said(
        "让老街亮起来",
        "老街街道党工委书记",
        "沈玉安",
        (
            "年内新增路灯１２０盏，覆盖全部背街小巷，让晚归的居民看得见脚下的路。去年报修的四十二盏旧灯已经全部换新。",
            "还要办好“老街夜市”，让摊主安心、居民放心，全年接待游客30万人次以上，带动就业500人。",
        ),
    ),
    Said(
        "守好一河清水",
        "市水务局局长",
        "何敏",
        ("下半年清淤河道8公里，建成“河湖长制”示范段2处，水质优良比例达到95%，力争排名进入全市前三。",),
    ),
    Said(
        "管出清爽街面",
        "市城管局局长",
        "周立群",
        ("推行“门前三包”，力争投诉量下降30%以上。", "路灯坏了，24小时内修好；窨井盖坏了，两小时内到场。"),
    ),
)


def write_word(meeting: Sequence[Said] = STREET, *, empty: int = 0) -> bytes:
    """Return a .docx with headings, bold role lines and paragraphs, ``empty`` ones before each."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for said in meeting:
        document.add_heading(said.section, 2)
        document.add_paragraph().add_run(f"{said.role} {said.speaker}").bold = True
        for words in said.paragraphs:
            for _ in range(empty):
                document.add_paragraph("　")
            document.add_paragraph(words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def write_pdf(
    meeting: Sequence[Said] = STREET, *, columns: int = 1, pages: int = 1, size: float = 11.0, password: str = ""
) -> bytes:
    """Return a .pdf whose lines are broken where a column ends, a page number below each page.

    Args:
        meeting: What is said.
        columns: Of a page.
        pages: Over which the lines are spread evenly.
        size: Of the running text, in points.
        password: That opens it; empty for none.
    """
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, encrypt=password or None)
    width, height = A4
    gap, margin = 30.0, 60.0
    wide = (width - 2 * margin - (columns - 1) * gap) / columns
    lines: list[tuple[float, str]] = []
    for said in meeting:
        lines += [(size * 1.3, said.section), (size, f"□{said.role} {said.speaker}")]
        for words in said.paragraphs:
            per_row, text = int(wide // size), "　　" + words
            lines += [(size, text[at : at + per_row]) for at in range(0, len(text), per_row)]
    rows = -(-len(lines) // (columns * pages))
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(margin, height - 60, TITLE)
    for page, begin in enumerate(range(0, len(lines), rows * columns), start=1):
        for column in range(columns):
            top = height - 110.0
            first = begin + column * rows
            for points, text in lines[first : first + rows]:
                canvas.setFont("STSong-Light", points)
                shift = 2 * points if text.startswith("　　") else 0.0
                canvas.drawString(margin + column * (wide + gap) + shift, top, text.lstrip("　"))
                top -= max(20.0, 1.6 * size)
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(width / 2, 30, f"— {page} —")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def write_web(meeting: Sequence[Said] = STREET) -> bytes:
    """Return a page with a menu around the article, which is in bold lines and paragraphs."""
    article = E.article(E.h1(TITLE))
    for said in meeting:
        article.append(E.h2(said.section))
        article.append(E.p(E.strong(f"{said.role}\u00a0{said.speaker}")))
        article.extend(E.p(f"　　{words}") for words in said.paragraphs)
    head = E.head(E.meta(charset="utf-8"), E.title("晚报"), E.style("p{}"))
    menu, foot = E.nav(E.a("首页", href="/")), E.footer("版权所有")
    page = E.html(head, E.body(menu, article, foot, E.script("alert('x')")))
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))


def write_subtitles(meeting: Sequence[Said] = STREET, *, form: str = "vtt", begin: int = 0) -> bytes:
    """Return subtitles whose cues end in the middle of a thought.

    Args:
        meeting: What is said.
        form: ``vtt``, where a tag names the voice, or ``srt``, where each turn begins with ``name：``.
        begin: Second of the first cue.
    """
    captions, second = WebVTT(), begin
    for said in meeting:
        words = "".join(said.paragraphs)
        voice = f"{said.speaker}（{said.role}）"
        for at in range(0, len(words), _CUE):
            shown = words[at : at + _CUE]
            text = f"<v {voice}>{shown}</v>" if form == "vtt" else shown if at else f"{voice}：{shown}"
            captions.captions.append(Caption(f"{clock(second)}.000", f"{clock(second)}.900", text))
            second += _CUE_SECONDS
    written = io.StringIO()
    captions.write(written, format=form)
    return written.getvalue().encode()


def write_transcript(meeting: Sequence[Said] = STREET, *, begin: int = 65) -> bytes:
    """Return what a meeting program writes down: name and time, then the words."""
    turns = []
    for second, said in enumerate(meeting):
        time = clock(begin + second * _TURN_SECONDS)
        turns.append(f"{said.speaker}({said.role}) {time}\n" + "\n".join(said.paragraphs))
    return (f"{TITLE}\n2022年7月18日\n\n" + "\n\n".join(turns) + "\n").encode()


def write_debate(meeting: Sequence[Said] = STREET) -> bytes:
    """Return an Akoma Ntoso debate."""
    akn = ElementMaker(namespace=_AKN, nsmap={None: _AKN})
    people = [akn.TLCPerson(eId=f"p{n}", href=f"/{n}", showAs=said.speaker) for n, said in enumerate(meeting)]
    roles = [akn.TLCRole(eId=f"r{n}", href=f"/r{n}", showAs=said.role) for n, said in enumerate(meeting)]
    body = akn.debateBody()
    for number, said in enumerate(meeting):
        speech = akn.speech(getattr(akn, "from")(f"{said.role}{said.speaker}："), by=f"#p{number}")
        speech.set("as", f"#r{number}")
        speech.extend(akn.p(words) for words in said.paragraphs)
        body.append(akn.debateSection(akn.heading(said.section), speech))
    preface = akn.preface(akn.p(akn.docTitle(TITLE)))
    references = akn.references(*people, *roles, source="#s")
    root = akn.akomaNtoso(akn.debate(akn.meta(references), preface, body, name="hansard"))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def write_digest(meeting: Sequence[Said] = STREET, *, marked: bool = False, newline: str = "\n", blank: int = 1) -> str:
    """Return a paper's digest as plain text.

    Args:
        meeting: What is said.
        marked: Whether it is Markdown; else headings stand in 【】.
        newline: How a line ends.
        blank: Empty lines before each paragraph.
    """
    title, heading = ("# {}", "### {}") if marked else ("{}", "【{}】")
    lines = [title.format(TITLE), ""]
    for said in meeting:
        lines += [heading.format(said.section), f"□{said.role} {said.speaker}"]
        for words in said.paragraphs:
            lines += [*[""] * blank, "　　" + words]
        lines.append("")
    return newline.join(lines) + newline


def clock(second: int) -> str:
    """Return a second of a recording as ``01:02:05``."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


@dataclass(frozen=True)
class Sample:
    """A meeting in one format, and where the words about lamps stand in it.

    Attributes:
        name: Of the file.
        raw: The file.
        cited: What a citation says of the place; empty for plain text.
        place: What a program is told, among other things.
        words: That are found there.
    """

    name: str
    raw: bytes
    cited: str
    place: dict[str, float]
    words: str = "年内新增路灯１２０盏"


TRADITIONAL = (
    Said("讓老街亮起來", "老街街道黨工委書記", "沈玉安", ("年內新增路燈１２０盞，覆蓋全部背街小巷。",)),
    Said("守好一河清水", "市水務局局長", "何敏", ("下半年清淤河道8公里，建成示範段2處。",)),
)


def samples() -> list[Sample]:
    """Return a meeting in every format that is read."""
    line = 5
    plain, big5 = write_digest(blank=0), write_digest(TRADITIONAL, blank=0).replace(TITLE, "把老街的事一件一件辦好")
    return [
        Sample("会议.docx", write_word(), "第 4 段", {"paragraph": 4}),
        Sample("一栏.pdf", write_pdf(), "第 1 页", {"page": 1, "line": 4}),
        Sample("跨页.pdf", write_pdf(pages=5, size=14.0), "第 1—2 页", {"page": 1, "line": 4, "last_page": 2}),
        Sample("两栏.pdf", write_pdf(columns=2), "第 1 页", {"page": 1, "line": 4}),
        Sample("会议.html", write_web(), "第 4 段", {"paragraph": 4}),
        Sample("会议.srt", write_subtitles(form="srt", begin=725), "00:12:05", {"time": 725.0}),
        Sample("会议.vtt", write_subtitles(begin=3725), "01:02:05", {"time": 3725.0}),
        Sample("会议纪要.txt", write_transcript(), "00:01:05", {"time": 65.0}),
        Sample("会议.xml", write_debate(), "第 3 段", {"paragraph": 3}),
        Sample("会议.md", write_digest(marked=True, blank=0).encode(), "", {"line": line}),
        Sample("国标.txt", plain.encode("gb18030"), "", {"line": line}),
        Sample("大五码.txt", big5.encode("big5"), "", {"line": line}, "年內新增路燈１２０盞"),
        Sample("万国码.txt", plain.encode("utf-16"), "", {"line": line}),
    ]
