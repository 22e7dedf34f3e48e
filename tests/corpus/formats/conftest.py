"""One small meeting written in each format by the format's own library."""

from __future__ import annotations

import pytest

from tests.formats import (
    STREET,
    Said,
    write_debate,
    write_pdf,
    write_subtitles,
    write_transcript,
    write_web,
    write_word,
)


@pytest.fixture(scope="session")
def street() -> tuple[Said, ...]:
    """Return what was said."""
    return STREET


@pytest.fixture(scope="session")
def word() -> bytes:
    """Return a .docx with headings, bold role lines and paragraphs."""
    return write_word()


@pytest.fixture(scope="session")
def one_column() -> bytes:
    """Return a .pdf in one column, lines broken where the page ends."""
    return write_pdf()


@pytest.fixture(scope="session")
def two_columns() -> bytes:
    """Return a .pdf in two columns."""
    return write_pdf(columns=2)


@pytest.fixture(scope="session")
def locked_pdf() -> bytes:
    """Return a .pdf that needs a password."""
    return write_pdf(password="geheim")


@pytest.fixture(scope="session")
def web() -> bytes:
    """Return a page with a menu around the article, which is in bold lines and paragraphs."""
    return write_web()


@pytest.fixture(scope="session")
def subtitles() -> bytes:
    """Return .vtt subtitles whose cues end in the middle of a thought."""
    return write_subtitles()


@pytest.fixture(scope="session")
def transcript() -> bytes:
    """Return what a meeting program writes down: name and time, then the words."""
    return write_transcript()


@pytest.fixture(scope="session")
def debate() -> bytes:
    """Return an Akoma Ntoso debate."""
    return write_debate()
