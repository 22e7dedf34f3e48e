"""Adding is all or nothing, and what was added is there after a restart."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from bot.corpus.reader import read_meeting
from bot.errors import LibraryError, SourceError
from bot.library import library as module
from bot.library.library import Library, safe_name
from bot.store.store import Store

Files = Callable[[], list[str]]


def add(library: Library, path: Path, **how: str) -> str:
    draft = library.read(path, **how)
    assert library.add(draft)
    return draft.record.meeting_id


def test_what_was_added_is_there_after_a_restart(library: Library, spring: Path, tmp_path: Path):
    add(library, spring)
    spring.unlink()
    again = Library(library.folder, Store.open(tmp_path / "data" / "whosaid.sqlite").meetings)
    (record,) = again.records.all()
    meeting = again.open(record)
    assert (record.title, record.date, record.speakers, record.speeches) == ("全市春季防汛工作会", "2021-03-05", 2, 2)
    assert meeting.speeches_of("何𠮷安")[0].text == "今年新建泵站１２座，清淤河道80公里。"
    assert meeting.date == "2021-03-05"
    assert meeting.source.path.read_bytes().decode() == meeting.source.text


def test_a_meeting_is_what_its_file_says_after_it_was_kept(library: Library, spring: Path):
    read = read_meeting(spring)
    kept = library.open(library.records.get(add(library, spring)))
    for one, other in zip(read.voices, kept.voices, strict=True):
        same = ("speaker", "role", "organisation", "section", "text", "paragraphs", "role_line", "heading")
        assert all(getattr(one, name) == getattr(other, name) for name in same)
        assert list(one.offsets) == list(other.offsets)
    assert (kept.title, kept.lead, kept.byline, kept.source.sha256) == (
        read.title,
        read.lead,
        read.byline,
        read.source.sha256,
    )


def test_a_file_that_comes_twice_is_there_already(library: Library, spring: Path, files: Files):
    add(library, spring)
    before = files()
    assert not library.add(library.read(spring, title="另一个名字"))
    assert files() == before
    assert [record.title for record in library.records.all()] == ["全市春季防汛工作会"]


def test_a_title_and_a_date_that_are_given_hold(library: Library, spring: Path):
    meeting = library.open(library.records.get(add(library, spring, title="防汛会", date="2021-04")))
    assert (meeting.name, meeting.title, meeting.date) == ("防汛会", "全市春季防汛工作会", "2021-04")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage", b"%PDF-1.7"]
)
def test_what_is_no_meeting_leaves_no_trace(library: Library, tmp_path: Path, files: Files, content: bytes):
    broken = tmp_path / "broken.txt"
    broken.write_bytes(content)
    with pytest.raises(SourceError) as error:
        library.read(broken)
    assert error.value.path == broken
    assert files() == []
    assert library.records.all() == ()


def test_a_file_that_is_too_large_is_not_even_copied(
    library: Library, spring: Path, files: Files, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "LARGEST_FILE", 10)
    monkeypatch.setattr("bot.corpus.source.LARGEST_FILE", 10)
    monkeypatch.setattr(module.shutil, "copyfile", lambda *_: pytest.fail("copied"))
    with pytest.raises(SourceError, match="at most"):
        library.read(spring)
    assert files() == []


def test_a_file_that_is_not_there_is_named(library: Library, tmp_path: Path):
    with pytest.raises(SourceError, match=r"absent\.txt: cannot be read"):
        library.read(tmp_path / "absent.txt")


def test_a_store_that_fails_at_the_last_moment_leaves_the_library_as_it_was(
    library: Library, spring: Path, autumn: Path, files: Files
):
    add(library, spring)
    before = files()
    draft = library.read(autumn)
    impossible = dataclasses.replace(draft.record, title=None)
    with pytest.raises(sqlite3.IntegrityError):
        library.add(dataclasses.replace(draft, record=impossible))
    assert files() == before
    assert len(library.records.all()) == 1


def test_a_folder_that_cannot_be_renamed_leaves_the_library_as_it_was(
    library: Library, spring: Path, files: Files, monkeypatch: pytest.MonkeyPatch
):
    draft = library.read(spring)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(LibraryError, match="No space left"):
        library.add(draft)
    assert files() == []
    assert library.records.all() == ()


def test_what_an_interruption_left_is_swept_away(library: Library, spring: Path, autumn: Path, files: Files):
    add(library, spring)
    before = files()
    old, fresh = library.read(autumn).folder, library.read(autumn).folder
    os.utime(old, (0, 0))
    (library.folder / "0123abcd").mkdir()  # renamed, and the power went before the store had it
    library.sweep()
    assert not old.exists()
    assert fresh.exists()  # another process may be reading it just now
    library.discard(library.read(autumn))
    assert [name for name in files() if not name.startswith(fresh.name)] == before


def test_a_folder_without_a_row_is_in_nobodys_way(library: Library, spring: Path):
    draft = library.read(spring)
    (library.folder / draft.record.meeting_id).mkdir()
    assert library.add(draft)
    assert library.open(draft.record).speakers == ("何𠮷安", "周立群")


def test_a_meeting_that_is_removed_is_gone_with_its_source_and_whoever_chose_it(
    library: Library, spring: Path, autumn: Path, files: Files
):
    first, second = add(library, spring), add(library, autumn)
    library.records.choose((1, 2), first)
    library.records.choose((1, 3), second)
    assert library.remove(first)
    assert not any(name.startswith(first) for name in files())
    assert library.records.chosen((1, 2)) is None
    assert library.records.chosen((1, 3)) == second
    assert not library.remove(first)


def test_meetings_are_listed_by_date(library: Library, spring: Path, autumn: Path):
    add(library, autumn)
    add(library, spring)
    assert [record.date for record in library.records.all()] == ["2021-03-05", "2022-09-01"]


@pytest.mark.parametrize("damage", [b"", b"\x9b\xa7another", b"garbage"])
def test_a_structure_that_is_damaged_or_of_another_version_is_read_anew(library: Library, spring: Path, damage: bytes):
    record = library.records.get(add(library, spring))
    structure = library.folder / record.meeting_id / ".structure"
    structure.write_bytes(damage)
    assert library.open(record).speakers == ("何𠮷安", "周立群")
    assert len(structure.read_bytes()) > len(damage)


def test_reading_anew_keeps_what_was_said_when_adding(library: Library, spring: Path):
    before = library.records.get(add(library, spring, title="防汛会"))
    told = []
    assert library.reindex(told.append) == 1
    assert told == [before]
    assert library.records.get(before.meeting_id) == before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("会议.docx", "会议.docx"),
        ("../../etc/passwd", "passwd.txt"),
        ("..\\x.pdf", "x.pdf"),
        (".structure", "structure.txt"),
        ("a\nb\x00.txt", "a_b_.txt"),
        ("", "meeting.txt"),
        ("会" * 300 + ".pdf", "会" * 80 + ".pdf"),
    ],
)
def test_a_name_from_elsewhere_stays_in_its_folder(name: str, safe: str):
    assert safe_name(name) == safe


def test_a_source_that_changes_is_another_meeting_and_whoever_chose_it_has_chosen_that(
    library: Library, store: Store, spring: Path, files
):
    library.add(library.read(spring))
    (record,) = library.records.all()
    store.meetings.choose((1, 2), record.meeting_id)
    source = library.folder / record.meeting_id / record.file
    source.write_text(source.read_text(encoding="utf-8").replace("１２座", "１３座"), encoding="utf-8")
    assert library.is_stale(record)
    assert library.refresh() == ()
    (fresh,) = library.records.all()
    assert fresh.meeting_id != record.meeting_id
    assert not library.is_stale(fresh)
    assert store.meetings.chosen((1, 2)) == fresh.meeting_id
    assert "１３座" in library.open(fresh).speeches[0].text
    assert {name.split("/")[0] for name in files()} == {fresh.meeting_id}


def test_a_source_that_cannot_be_read_any_more_leaves_everything_as_it_was(library: Library, spring: Path, caplog):
    library.add(library.read(spring))
    (record,) = library.records.all()
    source = library.folder / record.meeting_id / record.file
    source.write_bytes(b"")
    assert library.refresh() == ()
    assert "what was read before is used" in caplog.text
    assert library.records.all() == (record,)
    assert "１２座" in library.open(record).speeches[0].text


def test_a_title_put_into_the_settling_file_later_takes_the_place_of_the_one_given_before(
    library: Library, spring: Path
):
    library.add(library.read(spring, title="春会", date="2021-03"))
    (record,) = library.records.all()
    settling = (library.folder / record.meeting_id / record.file).with_suffix(".toml")
    settling.write_text('title = "全市春汛会"\n', encoding="utf-8")
    assert library.refresh() == ()
    (renewed,) = library.records.all()
    assert (renewed.title, renewed.date) == ("全市春汛会", "2021-03")
    assert library.refresh() == ()
    assert library.records.all() == (renewed,)


def test_a_long_source_is_left_to_reindex(library: Library, spring: Path):
    library.add(library.read(spring))
    (record,) = library.records.all()
    source = library.folder / record.meeting_id / record.file
    source.write_text(source.read_text(encoding="utf-8") + "再建泵站。\n" * 200_000, encoding="utf-8")
    assert library.refresh() == (record,)
    assert library.renew(record).characters > record.characters
    assert library.refresh() == ()


@pytest.mark.parametrize("number", range(6))  # a folder lists its files in any order
def test_a_draft_that_is_found_again_is_of_its_source_and_not_of_what_settles_it(
    library: Library, spring: Path, tmp_path: Path, number: int
):
    path = tmp_path / f"{number}.txt"
    path.write_bytes(spring.read_bytes())
    path.with_suffix(".toml").write_text('title = "全市春汛会"\n', encoding="utf-8")
    draft = library.read(path)
    found = library.draft(draft.token)
    assert found is not None
    assert (found.record.file, found.record.title) == (path.name, "全市春汛会")
    assert found.meeting.source.path.read_bytes() == spring.read_bytes()


def test_what_two_settle_of_a_draft_at_a_time_is_both_kept(library: Library, spring: Path):
    draft = library.read(spring)
    both = threading.Barrier(2)

    def change(text: str, more: str) -> str:
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.2)  # until the other one has read what is there, if it can
        return more + text

    with ThreadPoolExecutor(2) as pool:
        done = [
            pool.submit(library.settle, draft, lambda text, more=more: change(text, more))
            for more in ('title = "春汛会𠮷"\n', 'date = "2024-05-01"\n')
        ]
        assert [one.exception() for one in done] == [None, None]
    found = library.draft(draft.token)
    assert found is not None
    assert (found.record.title, found.record.date) == ("春汛会𠮷", "2024-05-01")


def test_a_draft_that_cannot_be_written_stays_as_it_was(
    library: Library, spring: Path, monkeypatch: pytest.MonkeyPatch
):
    draft = library.read(spring)

    def full(path: Path, content: bytes) -> None:
        path.write_bytes(content if (fits := content.startswith(b"title")) else content[:10])
        if not fits:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write", full)
    with pytest.raises(LibraryError, match="No space left"):
        library.settle(draft, lambda _: 'title = "春"')
    found = library.draft(draft.token)
    assert found is not None
    assert [speech.text for speech in found.meeting.speeches] == [speech.text for speech in draft.meeting.speeches]
    assert found.record.title == draft.record.title
