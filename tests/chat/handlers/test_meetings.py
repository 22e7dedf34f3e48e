"""Choosing meetings, over HTTP."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.chat.texts import Language, load_texts
from bot.library import engine as engine_module
from bot.library.library import Library
from bot.store.store import Store

HANS = load_texts(Language.ZH_HANS)


async def test_with_one_meeting_there_is_nothing_to_choose(town):
    await town.person.send("/meetings")
    reply = await town.person.next_reply()
    assert reply.text == HANS.meetings_only.format(title="《把老街的事一件一件办好》")
    assert reply.buttons == []


async def test_a_meeting_that_is_chosen_is_the_one_asked_about_until_all_are(town):
    await town.add()
    person, other = town.person, town.admin
    await person.send("/meetings")
    offered = await person.next_reply()
    labels = [button["text"] for button in offered.buttons]
    assert labels == [f"{HANS.meetings_all} ✓", "《全市河道整治会》（2022-09-01）", "《把老街的事一件一件办好》"]
    await person.press(offered, labels[1])
    chosen = await person.next_edit()
    assert chosen.text == HANS.meetings_chosen.format(title=labels[1])
    assert [button["text"] for button in chosen.buttons][1] == f"{labels[1]} ✓"
    await person.send("谁提到清淤河道？")
    assert "老街" not in (await person.next_reply()).text
    await person.send("/meeting")
    assert (await person.next_reply()).text.startswith(labels[1])
    await other.send("谁提到清淤河道？")
    assert "老街" in (await other.next_reply()).text  # it is one person's choice
    await person.press(chosen, HANS.meetings_all)
    await person.next_edit()
    await person.send("谁提到清淤河道？")
    assert "老街" in (await person.next_reply()).text


async def test_the_buttons_under_an_answer_work_after_another_meeting_was_added(town):
    await town.person.send("下半年清淤河道几公里？")
    reply = await town.person.next_reply()
    await town.add()
    await town.person.press(reply, HANS.button_context)
    assert "清淤河道8公里" in (await town.person.next_edit()).text


async def test_speakers_and_pledges_are_those_of_the_meeting_chosen(town):
    await town.add()
    await town.person.send("/meetings")
    offered = await town.person.next_reply()
    await town.person.press(offered, "《全市河道整治会》（2022-09-01）")
    await town.person.next_edit()
    await town.person.send("/speakers")
    text = (await town.person.next_reply()).text
    assert "何敏" in text
    assert "沈𠮷安" not in text
    await town.person.send("/pledges")
    assert "老街" not in (await town.person.next_reply()).text


async def test_a_meeting_that_was_removed_is_no_longer_chosen(town):
    await town.add()
    await town.person.send("/meetings")
    offered = await town.person.next_reply()
    await town.person.press(offered, "《全市河道整治会》（2022-09-01）")
    await town.person.next_edit()
    await town.person.next_answer()
    loop = asyncio.get_running_loop()
    folder = town.engine.library.folder.parent / "whosaid.sqlite"

    def remove() -> None:
        elsewhere = Library(town.engine.library.folder, Store.open(folder).meetings)
        assert elsewhere.remove(elsewhere.records.all()[0].meeting_id)

    await loop.run_in_executor(None, remove)
    await town.person.send("清淤河道几公里？")
    assert "8公里" in (await town.person.next_reply()).text
    await town.person.press(offered, "《全市河道整治会》（2022-09-01）")
    assert (await town.person.next_answer())["text"] == HANS.outdated
    assert town.files == []


async def test_many_meetings_are_leafed_through(town):
    library = town.engine.library
    folder = Path(library.folder).parent

    def add_many() -> None:
        own = Library(library.folder, Store.open(folder / "whosaid.sqlite").meetings)
        for month in range(1, 11):
            path = folder / f"2021-{month:02}.txt"
            path.write_text(f"第{month}次例会\n□局长 何敏\n新建泵站{month}座。\n", encoding="utf-8")
            own.add(own.read(path))

    await asyncio.get_running_loop().run_in_executor(None, add_many)
    await town.person.send("都建几座泵站")
    await town.person.next_reply()
    await town.person.send("/meetings")
    first = await town.person.next_reply()
    assert first.text.endswith(HANS.page.format(page=1, pages=2))
    await town.person.press(first, HANS.button_next_page)
    second = await town.person.next_edit()
    assert "《第1次例会》（2021-01）" in [button["text"] for button in second.buttons]


async def test_of_very_much_text_a_quotation_is_held_against_the_nearest_speeches_of_all_meetings(town, monkeypatch):
    monkeypatch.setattr(engine_module, "LARGEST_WHOLE", 0)
    await town.add()
    await town.person.send("/verify 明年清淤河道120公里")
    reply = await town.person.next_reply()
    assert reply.text.startswith(HANS.verify_exact)
    assert "—— 《全市河道整治会》（2022-09-01）" in reply.text.splitlines()
    assert HANS.verify_among.split("{")[0] in reply.text
    assert HANS.verify_choose not in reply.text
    await town.person.press(reply, HANS.button_open_place)
    assert "明年清淤河道１20公里。" in (await town.person.next_reply()).text
    await town.person.send("/verify 何敏说：“下半年清淤河道9公里”")
    reply = await town.person.next_reply()
    assert HANS.verify_different in reply.text
    assert "下半年清淤河道8公里" in reply.text
    assert reply.text.endswith(HANS.verify_choose)


async def test_each_of_several_quotations_names_its_own_meeting(town):
    await town.add()
    await town.person.send("/verify\n“明年清淤河道120公里”\n“下半年清淤河道8公里”")
    lines = (await town.person.next_reply()).text.splitlines()
    assert "—— 《全市河道整治会》（2022-09-01）" in lines
    assert any(line.startswith("——") and "《把老街的事一件一件办好》" in line for line in lines)
