"""Each reason why a file is no meeting has words in each language, and every kind of bad file has its reason."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import pytest

from bot.chat.rendering.refusals import explain_refusal
from bot.chat.texts import Language, Texts, load_texts
from bot.corpus.reader import read_meeting
from bot.errors import SourceError, SourceFault

FIELDS = {"size": "61", "most": "50", "format": ".pdf", "name": "何𠮷安"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("fault", SourceFault)
def test_no_reason_lacks_words_in_any_language(language: Language, fault: SourceFault):
    error = SourceError("会议.toml", 57, "line[0].name: is missing", fault, FIELDS)
    told = explain_refusal(error, load_texts(language))
    assert "57" in told
    assert "{" not in told
    assert "is missing" not in told


def test_there_are_no_words_for_a_reason_that_is_none():
    told = {key.removeprefix("refused_") for key in Texts.__struct_fields__ if key.startswith("refused_")}
    assert told == {*SourceFault, "line"}


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", SourceFault.EMPTY),
        ("\ufeff　\n".encode(), SourceFault.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), SourceFault.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SourceFault.OLD_FORMAT),
        (b"{\\rtf1", SourceFault.OLD_FORMAT),
        (b"PK\x03\x04 cut", SourceFault.DAMAGED),
        (b"%PDF-1.4", SourceFault.DAMAGED),
        (archive(word__document=b"0" * 10_000_000), SourceFault.BOMB),
        (archive(xl__workbook=b"<x/>"), SourceFault.SPREADSHEET),
        (archive(anything=b"<x/>"), SourceFault.ARCHIVE),
        (b"\x89PNG\r\n\x1a\n", SourceFault.PICTURE),
        (b"OggS", SourceFault.RECORDING),
        (bytes(range(32)) * 9, SourceFault.UNKNOWN_FORMAT),
        ("一场没有人说话的会议。\n会后大家散去。\n".encode(), SourceFault.NO_SPEAKER),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n好\n\n2\n00:00:03,000 --> 00:00:04,000\n好\n".encode(),
            SourceFault.NO_SPEAKER_IN_SUBTITLES,
        ),
        (b"<akomaNtoso><debate/></akomaNtoso>", SourceFault.NO_SPEAKER_IN_DEBATE),
        (b"<akomaNtoso><debate>", SourceFault.DAMAGED),
        ("防汛会\n□市水务局局长 何𠮷安\n□市城管局局长 周立群\n今年新建泵站１２座。\n".encode(), SourceFault.NO_WORDS),
    ],
)
def test_every_kind_of_bad_file_has_its_reason(tmp_path: Path, content: bytes, fault: SourceFault):
    path = tmp_path / "会议.docx"  # a name says nothing
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_meeting(path)
    assert caught.value.fault is fault


def test_a_file_of_200_megabytes_is_not_read(tmp_path: Path):
    path = tmp_path / "会议.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(SourceError) as caught:
        read_meeting(path)
    assert "200 MB" in explain_refusal(caught.value, load_texts(Language.ZH_HANS))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (b"= broken", SourceFault.NOT_TOML),
        ("title = '防汛会𠮷'".encode("gb18030"), SourceFault.NOT_TOML),
        (b"[[line]]\nnumber = 99\nkind = 'text'\n", SourceFault.SETTLING),
        (b"tilte = 'x'", SourceFault.SETTLING),
        (b"date = 'x'", SourceFault.SETTLING),
    ],
)
def test_a_bad_settling_file_is_told_as_one(tmp_path: Path, written: bytes, fault: SourceFault):
    path = tmp_path / "会议.txt"
    path.write_text("防汛会\n□市水务局局长 何𠮷安\n今年新建泵站１２座。\n", encoding="utf-8")
    path.with_suffix(".toml").write_bytes(written)
    with pytest.raises(SourceError) as caught:
        read_meeting(path)
    assert caught.value.fault is fault
    assert "is not" not in explain_refusal(caught.value, load_texts(Language.ZH_HANS))


def test_a_reason_outlives_the_way_out_of_another_process():
    error = SourceError("会议.pdf", 0, "is encrypted", SourceFault.ENCRYPTED, {"format": ".pdf"}).of("别名.pdf")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (again.fault, again.fields, str(again)) == (SourceFault.ENCRYPTED, {"format": ".pdf"}, str(error))
