"""A meeting is read alike from every format: speakers, roles, sections, words, and where they stand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.engine import Engine
from bot.corpus.formats.document import UnreadableError
from bot.corpus.formats.reading import read_document
from bot.corpus.reader import read_meeting
from bot.corpus.structure import read_structure
from bot.errors import SourceError
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore
from bot.types import AnswerStatus, Meeting, Quote, Span, squash
from tests.formats import Said, write_pdf


def meeting_of(tmp_path: Path, raw: bytes | str, name: str) -> Meeting:
    path = tmp_path / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return read_meeting(path)


def refusal(tmp_path: Path, raw: bytes, name: str = "会议.txt") -> str:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        read_meeting(path)
    return str(caught.value).removeprefix(f"{path}: ")


def check(meeting: Meeting, street, *, sections: bool = True, title: bool = True) -> None:
    """Check that the meeting is the one that was written down, word for word."""
    assert [speech.speaker for speech in meeting.speeches] == [said.speaker for said in street]
    assert [speech.role for speech in meeting.speeches] == [said.role for said in street]
    if title:
        assert meeting.title == "把老街的事一件一件办好"
    if sections:
        assert [speech.section for speech in meeting.speeches] == [said.section for said in street]
    for speech, said in zip(meeting.speeches, street, strict=True):
        assert squash(speech.text) == squash("".join(said.paragraphs))
        whole = Quote(speech, Span(0, len(speech.text)))
        assert squash(whole.source_span.of(meeting.source.text)) == squash(speech.text)


def paragraphs(meeting: Meeting) -> list[tuple[str, ...]]:
    return [tuple(span.of(speech.text) for span in speech.paragraphs) for speech in meeting.speeches]


def test_a_word_document(tmp_path, word, street):
    meeting = meeting_of(tmp_path, word, "会议.docx")
    check(meeting, street)
    assert paragraphs(meeting) == [said.paragraphs for said in street]


def test_a_pdf_in_one_column_with_the_page_and_line_of_each_word(tmp_path, one_column, street):
    meeting = meeting_of(tmp_path, one_column, "会议.pdf")
    check(meeting, street)
    assert paragraphs(meeting) == [said.paragraphs for said in street]
    mark = meeting.source.mark_at(meeting.speeches[0].offsets[0])
    assert (mark.page, mark.line) == (1, 4)


def test_a_last_page_of_few_rows_goes_by_the_columns_of_the_pages_before(tmp_path):
    said = (
        Said("让老街亮起来", "老街街道党工委书记", "沈玉安", ("清淤河道2%。",)),
        Said("守好一河清水", "市水务局局长", "何敏", ("清淤河道63万人次以上。力争投诉量下降3342%。",)),
        Said("管出清爽街面", "市城管局局长", "周立群", ("年内新增路灯２盏。",)),
    )
    meeting = meeting_of(tmp_path, write_pdf(said, columns=2, pages=2), "会议.pdf")
    assert [squash(speech.text) for speech in meeting.speeches] == [squash(one.paragraphs[0]) for one in said]


def test_a_pdf_in_two_columns_is_read_column_by_column(tmp_path, two_columns, street):
    meeting = meeting_of(tmp_path, two_columns, "会议.pdf")
    check(meeting, street)
    assert paragraphs(meeting) == [said.paragraphs for said in street]


@pytest.mark.parametrize("pages", [1, 3])
def test_the_page_numbers_of_a_pdf_are_left_out_and_counted(tmp_path, pages):
    path = tmp_path / "会议.pdf"
    path.write_bytes(write_pdf(pages=pages))
    structure = read_structure(path)
    printed = structure.meeting.source.marks[-1].page
    assert printed >= pages
    assert structure.left_out == printed
    assert "—" not in structure.meeting.source.text


def test_a_web_page_without_its_menu(tmp_path, web, street):
    meeting = meeting_of(tmp_path, web, "会议.html")
    check(meeting, street)
    assert paragraphs(meeting) == [said.paragraphs for said in street]


def test_subtitles_with_the_time_of_each_turn(tmp_path, subtitles, street):
    meeting = meeting_of(tmp_path, subtitles, "会议.vtt")
    check(meeting, street, sections=False, title=False)
    times = [meeting.source.mark_at(speech.offsets[0]).time for speech in meeting.speeches]
    assert times[0] == 0
    assert times == sorted(set(times))


def test_a_transcript_with_the_time_of_each_turn(tmp_path, transcript, street):
    meeting = meeting_of(tmp_path, transcript, "会议.txt")
    check(meeting, street, sections=False)
    assert [meeting.source.mark_at(speech.offsets[0]).time for speech in meeting.speeches] == [65, 165, 265]


def test_a_debate_in_akoma_ntoso(tmp_path, debate, street):
    meeting = meeting_of(tmp_path, debate, "会议.xml")
    check(meeting, street)
    assert paragraphs(meeting) == [said.paragraphs for said in street]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5"])
def test_text_in_the_encodings_of_chinese_offices(tmp_path, encoding):
    text = (
        "# 把老街的事一件一件做好\n\n### 守好一河清水\n\n□市水利局局長 何敏\n\n下半年清淤河道8公里，建成示範段2處。\n"
        * 1
    )
    meeting = meeting_of(tmp_path, text.encode(encoding), "会议.txt")
    assert meeting.speeches[0].text == "下半年清淤河道8公里，建成示範段2處。"


def test_a_page_in_gb18030_half_of_which_looks_like_utf_8_is_read(tmp_path):
    words = "还要办好“老街夜市”，全年接待游客2盏。"
    text = f"把老街的事一件一件办好\n\n【让老街亮起来】\n□老街街道党工委书记 沈玉安\n　　{words}\n\n"
    assert meeting_of(tmp_path, text.encode("gb18030"), "会议.txt").speeches[0].text == words


def test_a_damaged_byte_of_utf_8_is_named_with_its_line(tmp_path):
    text = "把老街的事一件一件办好\n□老街街道党工委书记 沈玉安\n年内新增路灯１２０盏，Ω 与 é 之外。\n".encode()
    at = text.index("盏".encode())
    assert refusal(tmp_path, text[: at + 1] + text[at + 2 :]).endswith(":3: byte 0xe7 is not UTF-8 text")


@pytest.mark.parametrize("name", ["会议.txt", "会议.pdf", "会议"])
def test_content_decides_and_not_the_name(tmp_path, word, street, name):
    check(meeting_of(tmp_path, word, name), street)


def test_what_cannot_be_read_is_told_why(tmp_path, word, one_column, locked_pdf):
    assert "damaged or truncated .docx" in refusal(tmp_path, word[:-500])
    assert "encrypted" in refusal(tmp_path, locked_pdf)
    assert ".pdf" in refusal(tmp_path, one_column[:300])
    assert "old Word file" in refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert "a picture" in refusal(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert "neither text nor" in refusal(tmp_path, bytes(range(1, 32)) * 40)
    assert "holds no text" in refusal(tmp_path, b"")


def test_a_spreadsheet_and_any_archive_are_named(tmp_path):
    for part, what in (("xl/workbook.xml", "a spreadsheet"), ("a.txt", "an archive")):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr(part, "x")
        assert what in refusal(tmp_path, written.getvalue())


@pytest.mark.parametrize(
    ("part", "broken", "by"),
    [
        ("word/document.xml", "w:body", "w:x"),
        ("word/document.xml", "w:val=", "w:was="),
        ("[Content_Types].xml", "Types", "x"),
        ("word/styles.xml", "w:styles", "w:x"),
        ("word/_rels/document.xml.rels", "Relationships", "x"),
    ],
)
def test_a_word_document_whose_archive_is_sound_and_a_part_of_it_is_not(tmp_path, word, part, broken, by):
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert broken.encode() in parts[part]
    parts[part] = parts[part].replace(broken.encode(), by.encode())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(tmp_path, written.getvalue()) == "is a damaged .docx"


@pytest.mark.parametrize("invisible", ["\u200b", "\u200b\n\u2060", "\ufeff\u200e"])
def test_a_text_of_invisible_characters_has_no_speaker(tmp_path, invisible):
    assert "no speaker found" in refusal(tmp_path, invisible.encode())


def test_a_page_that_declares_an_encoding_nobody_knows_is_read_by_its_bytes(tmp_path, web, street):
    assert b'charset="utf-8"' in web
    page = web.replace(b'charset="utf-8"', b'charset="no-such-encoding"')
    check(meeting_of(tmp_path, page, "会议.html"), street)


def test_why_a_debate_cannot_be_read_is_told_in_one_line(tmp_path, debate):
    broken = debate.replace("清淤河道8公里".encode(), "清淤河道\x00公里".encode())
    reason = refusal(tmp_path, broken, "会议.xml")
    assert "is damaged XML: " in reason
    assert "\n" not in reason


def test_a_zip_bomb_is_not_opened(tmp_path):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60 * 1024 * 1024))
    assert "would unpack to 60 MB" in refusal(tmp_path, written.getvalue())


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path):
    path = tmp_path / "会议.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(SourceError, match="is 200 MB; at most 50 MB"):
        read_meeting(path)


DEBATE = (
    '<?xml version="1.0"?><!DOCTYPE akomaNtoso [{entities}]>'
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><debateBody><speech by="#x">'
    "<from>何敏</from><p>清淤{words}</p></speech></debateBody></debate></akomaNtoso>"
)


def test_a_debate_that_refers_to_another_file_does_not_show_it(tmp_path):
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    entity = f'<!ENTITY f SYSTEM "{(tmp_path / "secret").as_uri()}">'
    meeting = meeting_of(tmp_path, DEBATE.format(entities=entity, words="&f;"), "会议.xml")
    assert meeting.speeches[0].text == "清淤"


def test_a_debate_that_swells_is_refused(tmp_path):
    entities = '<!ENTITY a0 "路灯">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 6}">' for n in range(1, 12))
    said = refusal(tmp_path, DEBATE.format(entities=entities, words="&a11;").encode())
    assert "damaged XML" in said


@pytest.mark.parametrize("name", ["word", "one_column", "two_columns", "web", "subtitles", "transcript", "debate"])
def test_a_question_is_answered_word_for_word_from_every_format(tmp_path, request, name):
    meeting = meeting_of(tmp_path, request.getfixturevalue(name), f"会议.{name}")
    answer = Engine(MeetingIndex(meeting, None, VectorStore(None))).answer("新增路灯多少盏？")
    assert answer.status is AnswerStatus.ANSWERED
    quote = answer.quotes[0]
    assert quote.speech.speaker == "沈玉安"
    assert "新增路灯１２０盏" in quote.text
    assert squash(quote.source_span.of(meeting.source.text)) == squash(quote.text)


def read_or_refused(raw: bytes) -> str:
    """Return the text, or why there is none; any other error is a bug."""
    try:
        return read_document(raw).text
    except UnreadableError as error:
        return str(error)


@pytest.mark.parametrize("name", ["word", "one_column"])
@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_a_truncated_file_is_read_or_refused_clearly(request, name, percent):
    raw = request.getfixturevalue(name)
    assert read_or_refused(raw[: len(raw) * percent // 100])


HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"WEBVTT\n\n", b"<?xml?><akomaNtoso ", b"\xff\xfe"]


@given(head=st.sampled_from(HEADS), raw=st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(head, raw):
    assert isinstance(read_or_refused(head + raw), str)


def test_the_only_heading_of_the_first_level_is_the_title_of_a_word_document(tmp_path: Path):
    for more, title, section in (((), "防汛会", ""), (("第二部分",), "", "防汛会")):
        document = docx.Document()
        document.add_heading("防汛会", level=1)
        for words in ("何敏：堤防全部查完了，共120公里。", "张三：险情三处，已经处置。", "何敏：夜里也要有人值守。"):
            document.add_paragraph(words)
        for words in more:
            document.add_heading(words, level=1)
        written = io.BytesIO()
        document.save(written)
        meeting = meeting_of(tmp_path, written.getvalue(), "会议.docx")
        assert (meeting.title, meeting.speeches[0].section) == (title, section)
