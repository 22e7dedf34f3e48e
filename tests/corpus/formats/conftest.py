"""One small meeting written in each format by the format's own library."""

from __future__ import annotations

import io
from dataclasses import dataclass

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

TITLE = "把老街的事一件一件办好"


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


@pytest.fixture(scope="session")
def street() -> tuple[Said, ...]:
    """Return what was said."""
    return STREET


@pytest.fixture(scope="session")
def word() -> bytes:
    """Return a .docx with headings, bold role lines and paragraphs."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for said in STREET:
        document.add_heading(said.section, 2)
        document.add_paragraph().add_run(f"{said.role} {said.speaker}").bold = True
        for words in said.paragraphs:
            document.add_paragraph(words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pdf(*, columns: int, password: str = "") -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, encrypt=password or None)
    width, height = A4
    gap, margin, size = 30.0, 60.0, 11.0
    wide = (width - 2 * margin - (columns - 1) * gap) / columns
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(margin, height - 60, TITLE)
    rows = []
    for said in STREET:
        rows.append((14.0, 0.0, said.section))
        rows.append((size, 0.0, f"□{said.role} {said.speaker}"))
        for words in said.paragraphs:
            per_row = int(wide // size)
            text = "　　" + words
            rows += [(size, 0.0, text[at : at + per_row]) for at in range(0, len(text), per_row)]
    per_column = -(-len(rows) // columns)
    for column in range(columns):
        top = height - 110.0
        for points, _, text in rows[column * per_column : (column + 1) * per_column]:
            canvas.setFont("STSong-Light", points)
            shift = 2 * points if text.startswith("　　") else 0.0
            canvas.drawString(margin + column * (wide + gap) + shift, top, text.lstrip("　"))
            top -= 20
    canvas.setFont("STSong-Light", 9)
    canvas.drawCentredString(width / 2, 30, "— 1 —")
    canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture(scope="session")
def one_column() -> bytes:
    """Return a .pdf in one column, lines broken where the page ends."""
    return _pdf(columns=1)


@pytest.fixture(scope="session")
def two_columns() -> bytes:
    """Return a .pdf in two columns."""
    return _pdf(columns=2)


@pytest.fixture(scope="session")
def locked_pdf() -> bytes:
    """Return a .pdf that needs a password."""
    return _pdf(columns=1, password="geheim")


@pytest.fixture(scope="session")
def web() -> str:
    """Return a page with a menu around the article, which is in bold lines and paragraphs."""
    speeches = "".join(
        f"<h2>{said.section}</h2><p><strong>{said.role}&nbsp;{said.speaker}</strong></p>"
        + "".join(f"<p>　　{words}</p>" for words in said.paragraphs)
        for said in STREET
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>晚报</title><style>p{}</style></head><body>"
        f"<nav><a href='/'>首页</a></nav><article><h1>{TITLE}</h1>{speeches}</article>"
        "<footer>版权所有</footer><script>alert('x')</script></body></html>"
    )


@pytest.fixture(scope="session")
def subtitles() -> str:
    """Return .vtt subtitles whose cues end in the middle of a thought."""
    cues, second = [], 0
    for said in STREET:
        words = "".join(said.paragraphs)
        for at in range(0, len(words), 20):
            begin, end = f"00:{second // 60:02}:{second % 60:02}.000", f"00:{second // 60:02}:{second % 60:02}.900"
            cues.append(f"{begin} --> {end}\n<v {said.speaker}（{said.role}）>{words[at : at + 20]}</v>")
            second += 7
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


@pytest.fixture(scope="session")
def transcript() -> str:
    """Return what a meeting program writes down: name and time, then the words."""
    turns, second = [], 65
    for said in STREET:
        turns.append(f"{said.speaker}({said.role}) {second // 60:02}:{second % 60:02}\n" + "\n".join(said.paragraphs))
        second += 100
    return f"{TITLE}\n2022年7月18日\n\n" + "\n\n".join(turns) + "\n"


@pytest.fixture(scope="session")
def debate() -> str:
    """Return an Akoma Ntoso debate."""
    people = "".join(f'<TLCPerson eId="p{n}" href="/{n}" showAs="{said.speaker}"/>' for n, said in enumerate(STREET))
    roles = "".join(f'<TLCRole eId="r{n}" href="/r{n}" showAs="{said.role}"/>' for n, said in enumerate(STREET))
    sections = "".join(
        f"<debateSection><heading>{said.section}</heading>"
        f'<speech by="#p{n}" as="#r{n}"><from>{said.role}{said.speaker}：</from>'
        + "".join(f"<p>{words}</p>" for words in said.paragraphs)
        + "</speech></debateSection>"
        for n, said in enumerate(STREET)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        f"<debate name='hansard'><meta><references source='#s'>{people}{roles}</references></meta>"
        f"<preface><p><docTitle>{TITLE}</docTitle></p></preface><debateBody>{sections}</debateBody></debate></akomaNtoso>"
    )
