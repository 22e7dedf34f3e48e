"""Documents the reader was not developed with, each made from one annotated text together with what is right about it.

In ``documents.txt`` a document opens with ``=== file | maker``; ``@@ speaker|role|heading`` says whose the
following paragraphs are, each between ⟦ and ⟧. ``~`` parts readings a careful person would accept alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx

__all__ = ["Said", "Stranger", "read_strangers"]

_DOCUMENTS = Path(__file__).with_name("documents.txt")
_PARAGRAPH = re.compile("⟦(.*?)⟧", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A speech as it should be read: accepted names, roles and headings, and its paragraphs."""

    speakers: tuple[str, ...]
    roles: tuple[str, ...]
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A document: its file's name and bytes' maker, its annotated text, and its speeches in order."""

    name: str
    maker: str
    annotated: str
    speeches: tuple[Said, ...]

    @property
    def number(self) -> int:
        """Its place in the collection, from 1."""
        return int(self.name.partition("-")[0])

    def write(self, folder: Path) -> Path:
        """Make the file in a folder and return where it is."""
        path = folder / self.name
        _MAKERS[self.maker](self.annotated, path)
        return path


def read_strangers() -> tuple[Stranger, ...]:
    """Return all documents, in order."""
    found = []
    for block in re.split("^=== ", _DOCUMENTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, annotated = block.partition("\n")
        name, maker = (part.strip() for part in head.split("|"))
        found.append(Stranger(name, maker, annotated, tuple(_speeches(annotated))))
    return tuple(found)


def _speeches(annotated: str) -> Iterator[Said]:
    for block in re.split("^@@ ", annotated, flags=re.MULTILINE)[1:]:
        head, _, words = block.partition("\n")
        speakers, roles, headings = (tuple(part.strip().split("~")) for part in head.split("|"))
        yield Said(speakers, roles, headings, tuple(_PARAGRAPH.findall(words)))


def _bare(annotated: str) -> str:
    return re.sub("^@@ .*\n|[⟦⟧]", "", annotated, flags=re.MULTILINE)


def _write_text(annotated: str, path: Path) -> None:
    path.write_text(_bare(annotated), encoding="utf-8")


def _write_wrapped(annotated: str, path: Path) -> None:
    width = 40
    lines = []
    for line in annotated.splitlines():
        if line.startswith("⟦"):
            words = "　　" + line.strip("⟦⟧")
            lines += [words[start : start + width] for start in range(0, len(words), width)]
        elif not line.startswith("@@ "):
            lines.append(line)
    path.write_bytes("\r\n".join(lines).encode("gb18030"))


def _cues(annotated: str) -> Iterator[tuple[str, list[str]]]:
    for said in _speeches(annotated):
        for line in "\n".join(said.paragraphs).splitlines():
            yield said.speakers[0], [line]


def _write_vtt(annotated: str, path: Path) -> None:
    cues = [
        f"{number}\n00:00:{number * 4:02}.000 --> 00:00:{number * 4 + 3:02}.500\n{speaker}: {lines[0]}\n"
        for number, (speaker, lines) in enumerate(_cues(annotated), 1)
    ]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")


def _write_voices(annotated: str, path: Path) -> None:
    cues = [
        f"00:00:{number * 4:02}.000 --> 00:00:{number * 4 + 3:02}.500\n<v {speaker}>{lines[0]}</v>\n"
        for number, (speaker, lines) in enumerate(_cues(annotated), 1)
    ]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")


def _write_srt(annotated: str, path: Path) -> None:
    shown, last = [], ""
    for number, (speaker, lines) in enumerate(_cues(annotated), 1):
        prefix = "" if speaker == last else f"{speaker}："
        last = speaker
        shown.append(f"{number}\n00:00:{number * 4:02},000 --> 00:00:{number * 4 + 3:02},500\n{prefix}{lines[0]}\n")
    path.write_text("\n".join(shown), encoding="utf-8-sig")


def _write_word(annotated: str, path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("时间", "2024年9月27日", "出席", "各区直部门负责人"), strict=True):
        cell.text = words
    for line in _bare(annotated).splitlines():
        if line.startswith("# "):
            document.add_heading(line[2:], level=1)
        elif line.startswith("**"):
            document.add_paragraph().add_run(line.strip("*")).bold = True
        elif line:
            document.add_paragraph(line)
    document.save(str(path))


_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>三季度经济工作会议发言摘登_某市人民政府</title>
<script>var a = "首页：";</script></head><body><div class="nav"><ul><li><a href="/">首页</a></li>
<li><a href="/xw">新闻中心</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<h1>三季度经济工作会议发言摘登</h1><p class="info">来源：市政府办公室 发布时间：2024-07-22 浏览次数：318</p>
<div class="content">{}</div><p>责任编辑：白鹭</p><div class="related"><h3>相关链接</h3>
<ul><li><a href="/1">市长主持召开专题会议</a></li></ul></div>
<div class="footer"><p>主办：某市人民政府办公室 备案号：某ICP备05000000号</p></div></body></html>"""


def _write_page(annotated: str, path: Path) -> None:
    words = "\n".join(f"<p>　　{line}</p>" for line in _bare(annotated).splitlines() if line)
    path.write_text(_PAGE.format(words), encoding="utf-8")


_MAKERS: dict[str, Callable[[str, Path], None]] = {
    "text": _write_text,
    "wrapgb": _write_wrapped,
    "vtt": _write_vtt,
    "vttv": _write_voices,
    "srt": _write_srt,
    "docx": _write_word,
    "html": _write_page,
}
