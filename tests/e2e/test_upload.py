"""An admin's file becomes a meeting that everybody can ask about, by polling and by webhook, with the real engine."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from pathlib import Path

import docx
import pytest

from bot.botapi import Person, Reply, Upload
from bot.chat.texts import Language, load_texts
from tests.e2e.test_program import PATIENCE, ask, check_shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

HANS = load_texts(Language.ZH_HANS)
QUESTION = "何𠮷安说新建泵站多少座？"
TITLE = "《春季防汛会》（2024-05-01）"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document() -> bytes:
    """Return a .docx in which one speaker's line bears no mark."""
    written = docx.Document()
    written.add_heading("防汛会", 0)
    for heading, line, words in (
        ("守河", "□市水务局局长 何𠮷安", "今年新建泵站１２座，全部在汛期前完工。"),
        ("", "市城管局局长 周立群", "力争积水点改造完成率达到95%以上。"),
    ):
        if heading:
            written.add_heading(heading, 1)
        written.add_paragraph(line)
        written.add_paragraph(words)
    stream = io.BytesIO()
    written.save(stream)
    return stream.getvalue()


async def _await_edit(admin: Person, begins: str) -> Reply:
    while not (edited := await admin.next_edit(PATIENCE)).text.startswith(begins):
        check_shown(edited)
    return edited


async def test_a_document_is_sent_settled_added_chosen_and_asked_and_removed(
    admin: Person, person: Person, running: Path
):
    upload = Upload("防汛.docx", document(), KIND)
    await admin.send_file(upload, caption="春季防汛会 2024-05-01")
    assert (await admin.next_reply(PATIENCE)).text == HANS.add_reading
    summary = await admin.next_edit(PATIENCE)
    check_shown(summary)
    assert summary.text.startswith(TITLE)
    assert HANS.add_doubts.format(count=1, number=1) in summary.text
    await admin.press(summary, HANS.doubt_is_speaker)
    settled = await admin.next_edit(PATIENCE)
    check_shown(settled)
    assert "周立群 · 市城管局局长" in settled.text
    await admin.press(settled, HANS.add_confirm)
    await _await_edit(admin, HANS.add_done.format(title=TITLE))

    listed = await ask(person, "/meetings")
    check_shown(listed)
    await person.press(listed, TITLE)
    await person.next_edit(PATIENCE)
    answer = await ask(person, QUESTION)
    check_shown(answer)
    assert "今年新建泵站１２座，全部在汛期前完工。" in answer.marked("blockquote")
    assert TITLE in answer.text
    verified = await ask(person, "/verify 周立群：力争积水点改造完成率达到95%以上")
    check_shown(verified)
    assert TITLE in verified.text
    assert "95%以上" in (await ask(person, "/pledges 周立群")).text

    config = running.parent / "bot.toml"
    (meeting_id,) = [
        folder.name for folder in (running.parent / "meetings").iterdir() if (folder / "防汛.docx").exists()
    ]
    removal = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "remove", meeting_id, env=os.environ | {"WHOSAID_CONFIG": str(config)}
    )
    assert await removal.wait() == 0
    assert "１２座" not in (await ask(person, QUESTION)).text


async def test_a_file_of_somebody_else_is_politely_refused(person: Person):
    await person.send_file(Upload("防汛.docx", document(), KIND))
    assert (await person.next_reply(PATIENCE)).text == HANS.only_admins_add
