"""Choosing and adding meetings, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.botapi import BotApiServer, Faults, Person, Reply, State, Upload
from bot.chat.app import ALLOWED_UPDATES, AnyApplication, build_application
from bot.chat.texts import Language, load_texts
from bot.config import Settings
from bot.library import engine as engine_module
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.store.store import Store
from bot.types import Meeting

HANS = load_texts(Language.ZH_HANS)
TOKEN = "4242:a-secret-that-no-log-may-show"
ADMIN = 100_001  # the first person of a world
RIVER = "全市河道整治会\n2022年9月1日，全市召开河道整治会。\n□市水务局局长 何敏\n明年清淤河道１20公里。\n".encode()


@dataclass
class World:
    """A running bot with a library."""

    state: State
    engine: LibraryEngine
    application: AnyApplication
    admin: Person
    person: Person

    @property
    def files(self) -> list[str]:
        """Every file and folder in the library's folder, without its index."""
        folder = self.engine.library.folder
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if "index" not in path.parts)


@pytest.fixture
async def world(
    monkeypatch: pytest.MonkeyPatch, street: Meeting, settings_for: Callable[..., Settings]
) -> AsyncIterator[World]:
    """Run the bot by long polling on the meeting made by hand and an empty library."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    state = State(token=TOKEN)
    async with BotApiServer(state, faults=Faults()) as server:
        settings = settings_for(server, admins=[ADMIN], group_seconds=0)
        library = Library(settings.data.meetings, Store.open(settings.data.database).meetings)
        engine = LibraryEngine(street, library)
        application = build_application(settings, engine)
        assert application.updater is not None
        async with application:
            await application.start()
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
            admin = Person(state, state.add_user("管理员", language="zh-hans"))
            yield World(state, engine, application, admin, Person(state, state.add_user("小周", language="zh-hans")))
            await application.updater.stop()
            await application.stop()
        assert application.post_shutdown is not None
        await application.post_shutdown(application)


async def add(world: World, content: bytes = RIVER, name: str = "河道.txt") -> None:
    await world.admin.send_file(Upload(name, content, "text/plain"))
    await world.admin.next_reply()
    summary = await world.admin.next_edit()
    await world.admin.press(summary, HANS.add_confirm)
    await world.admin.next_edit()
    assert (await world.admin.next_edit()).text.startswith(HANS.add_done.split("{")[0])


async def test_an_admin_sends_a_file_confirms_and_everybody_asks_about_it(world):
    await world.person.send("谁提到明年清淤河道120公里")
    assert "全市河道整治会" not in (await world.person.next_reply()).text
    await world.admin.send_file(Upload("河道.txt", RIVER, "text/plain"))
    assert (await world.admin.next_reply()).text == HANS.add_reading
    summary = await world.admin.next_edit()
    assert summary.text.splitlines()[0] == "《全市河道整治会》（2022-09-01）"
    assert HANS.add_summary.format(date="2022-09-01", speakers=1, speeches=1, characters=12) in summary.text
    assert f"{HANS.add_voices}\n何敏 · 市水务局局长" in summary.text
    assert len(world.engine.meetings) == 1  # nothing is added unasked
    await world.admin.press(summary, HANS.add_confirm)
    assert (await world.admin.next_edit()).text == HANS.add_working.format(title="《全市河道整治会》（2022-09-01）")
    assert (await world.admin.next_edit()).text == HANS.add_done.format(title="《全市河道整治会》（2022-09-01）")
    await world.person.send("何敏怎么说清淤河道？")
    reply = await world.person.next_reply()
    assert "明年清淤河道１20公里。" in reply.text
    assert "—— 《全市河道整治会》（2022-09-01）" in reply.text.splitlines()
    assert "《把老街的事一件一件办好》" in reply.text


async def test_a_file_that_is_cancelled_leaves_no_trace(world):
    await world.admin.send_file(Upload("河道.txt", RIVER, "text/plain"))
    await world.admin.next_reply()
    summary = await world.admin.next_edit()
    await world.admin.press(summary, HANS.add_cancel)
    assert (await world.admin.next_edit()).text == HANS.add_cancelled
    assert world.files == []
    await world.admin.press(summary, HANS.add_confirm)
    assert (await world.admin.next_edit()).text == HANS.add_lost
    assert len(world.engine.meetings) == 1


async def test_a_file_that_waits_for_an_answer_outlives_a_restart(world):
    await world.admin.send_file(Upload("河道.txt", RIVER, "text/plain"))
    await world.admin.next_reply()
    summary = await world.admin.next_edit()
    fresh = Library(world.engine.library.folder, world.engine.library.records)
    fresh.sweep()
    world.engine.library = fresh
    await world.admin.press(summary, HANS.add_confirm)
    await world.admin.next_edit()
    assert "已添加" in (await world.admin.next_edit()).text


async def test_the_same_file_twice_is_told(world):
    await add(world)
    before = world.files
    await world.admin.send_file(Upload("又一次.txt", RIVER, "text/plain"))
    await world.admin.next_reply()
    told = await world.admin.next_edit()
    assert told.text == HANS.add_there.format(title="《全市河道整治会》（2022-09-01）")
    assert world.files == before


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", "没有发言人".encode(), b"PK\x03\x04 broken", b"%PDF-1.4"])
async def test_a_file_that_is_no_meeting_is_refused_and_leaves_no_trace(world, content: bytes):
    await world.admin.send_file(Upload("x.docx", content))
    await world.admin.next_reply()
    told = await world.admin.next_edit()
    assert told.text.startswith(HANS.add_refused.split("{")[0])
    assert told.buttons == []
    assert world.files == []


async def test_a_file_that_is_too_large_is_not_even_fetched(world):
    message = {"document": {"file_id": "x", "file_unique_id": "x", "file_name": "x.txt", "file_size": 21_000_000}}
    await world.admin.send_content(message)
    assert (await world.admin.next_reply()).text == HANS.add_too_large.format(size=21, most=20, local=50)


async def test_a_name_from_elsewhere_stays_in_the_library(world):
    await add(world, name="../../../河道.txt")
    assert [name for name in world.files if name.endswith(".txt")] == [f"{world.files[0]}/河道.txt"]


async def test_nobody_else_can_add(world):
    await world.person.send_file(Upload("河道.txt", RIVER, "text/plain"))
    assert (await world.person.next_reply()).text == HANS.only_admins_add
    await world.admin.send_file(Upload("河道.txt", RIVER, "text/plain"))
    await world.admin.next_reply()
    summary = await world.admin.next_edit()
    await world.person.press(summary, HANS.add_confirm)
    assert (await world.person.next_answer())["text"] == HANS.outdated
    assert len(world.engine.meetings) == 1


@pytest.mark.parametrize("token", ["../../../", "..", "", "a/b/c/de", "abcdefgh"])
async def test_a_made_up_button_reaches_no_other_folder(world, token: str):
    await world.admin.send("/meetings")
    reply = await world.admin.next_reply()
    reply.message["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": f"add:{token}"}]]}
    await world.admin.press(reply, "x")
    assert (await world.admin.next_edit()).text == HANS.add_lost


async def test_with_one_meeting_there_is_nothing_to_choose(world):
    await world.person.send("/meetings")
    reply = await world.person.next_reply()
    assert reply.text == HANS.meetings_only.format(title="《把老街的事一件一件办好》")
    assert reply.buttons == []


async def test_a_meeting_that_is_chosen_is_the_one_asked_about_until_all_are(world):
    await add(world)
    person, other = world.person, world.admin
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


async def test_the_buttons_under_an_answer_work_after_another_meeting_was_added(world):
    await world.person.send("下半年清淤河道几公里？")
    reply = await world.person.next_reply()
    await add(world)
    await world.person.press(reply, HANS.button_context)
    assert "清淤河道8公里" in (await world.person.next_edit()).text


async def test_speakers_and_pledges_are_those_of_the_meeting_chosen(world):
    await add(world)
    await world.person.send("/meetings")
    offered = await world.person.next_reply()
    await world.person.press(offered, "《全市河道整治会》（2022-09-01）")
    await world.person.next_edit()
    await world.person.send("/speakers")
    text = (await world.person.next_reply()).text
    assert "何敏" in text
    assert "沈𠮷安" not in text
    await world.person.send("/pledges")
    assert "老街" not in (await world.person.next_reply()).text


async def test_a_meeting_that_was_removed_is_no_longer_chosen(world):
    await add(world)
    await world.person.send("/meetings")
    offered = await world.person.next_reply()
    await world.person.press(offered, "《全市河道整治会》（2022-09-01）")
    await world.person.next_edit()
    await world.person.next_answer()
    loop = asyncio.get_running_loop()
    folder = world.engine.library.folder.parent / "whosaid.sqlite"

    def remove() -> None:
        elsewhere = Library(world.engine.library.folder, Store.open(folder).meetings)
        assert elsewhere.remove(elsewhere.records.all()[0].meeting_id)

    await loop.run_in_executor(None, remove)
    await world.person.send("清淤河道几公里？")
    assert "8公里" in (await world.person.next_reply()).text
    await world.person.press(offered, "《全市河道整治会》（2022-09-01）")
    assert (await world.person.next_answer())["text"] == HANS.outdated
    assert world.files == []


async def test_many_meetings_are_leafed_through(world):
    library = world.engine.library
    folder = Path(library.folder).parent

    def add_many() -> None:
        own = Library(library.folder, Store.open(folder / "whosaid.sqlite").meetings)
        for month in range(1, 11):
            path = folder / f"2021-{month:02}.txt"
            path.write_text(f"第{month}次例会\n□局长 何敏\n新建泵站{month}座。\n", encoding="utf-8")
            own.add(own.read(path))

    await asyncio.get_running_loop().run_in_executor(None, add_many)
    await world.person.send("都建几座泵站")
    await world.person.next_reply()
    await world.person.send("/meetings")
    first = await world.person.next_reply()
    assert first.text.endswith(HANS.page.format(page=1, pages=2))
    await world.person.press(first, HANS.button_next_page)
    second = await world.person.next_edit()
    assert "《第1次例会》（2021-01）" in [button["text"] for button in second.buttons]


DOUBTFUL = (
    "防汛会\n### 守河\n□市水务局局长 何𠮷安\n今年新建泵站１２座，全部在汛期前完工。\n"
    "市城管局局长 周立群\n投诉量下降30%以上。\n张志强：我补充一点，资金已经落实。\n"
)


async def send(world: World, text: str = DOUBTFUL, *, caption: str = "") -> Reply:
    await world.admin.send_file(Upload("防汛.txt", text.encode(), "text/plain"), caption=caption)
    await world.admin.next_reply()
    return await world.admin.next_edit()


def labels(reply: Reply) -> list[str]:
    return [button["text"] for button in reply.buttons]


async def test_doubts_are_told_one_by_one_and_settled_by_a_tap(world):
    summary = await send(world)
    assert HANS.add_doubts.format(count=2, number=1) in summary.text
    assert HANS.doubt_speaker.format(place="第 5 行", text="市城管局局长 周立群") in summary.text
    assert "周立群 · 市城管局局长" not in summary.text
    assert labels(summary) == [HANS.doubt_is_speaker, HANS.doubt_is_not, "›", HANS.add_confirm, HANS.add_cancel]
    await world.admin.press(summary, "›")
    second = await world.admin.next_edit()
    assert "张志强" in second.marked("blockquote")[0]
    await world.admin.press(second, "‹")
    await world.admin.press(await world.admin.next_edit(), HANS.doubt_is_speaker)
    settled = await world.admin.next_edit()
    assert "周立群 · 市城管局局长" in settled.text
    assert HANS.add_doubts.format(count=1, number=1) in settled.text
    await world.admin.press(settled, HANS.doubt_is_speaker)
    last = await world.admin.next_edit()
    assert labels(last) == [HANS.add_confirm, HANS.add_cancel]
    await world.admin.press(last, HANS.add_confirm)
    await world.admin.next_edit()
    await world.admin.next_edit()
    added = next(meeting for meeting in world.engine.meetings if "防汛会" in meeting.title)
    said = {speech.speaker: (speech.role, speech.text) for speech in added.speeches}
    assert said["周立群"] == ("市城管局局长", "投诉量下降30%以上。")
    assert said["张志强"] == ("", "我补充一点，资金已经落实。")
    assert said["何𠮷安"][1] == "今年新建泵站１２座，全部在汛期前完工。"


async def test_what_is_no_speaker_is_not_asked_about_again(world):
    summary = await send(world)
    await world.admin.press(summary, HANS.doubt_is_not)
    left = await world.admin.next_edit()
    assert HANS.add_doubts.format(count=1, number=1) in left.text
    assert HANS.add_settled.format(count=1) in left.text
    await world.admin.press(summary, HANS.doubt_is_not)  # of the first doubt once more
    assert HANS.outdated in [(await world.admin.next_answer()).get("text") for _ in range(2)]


async def test_a_caption_names_and_dates_a_meeting(world):
    summary = await send(world, caption="春季 防汛会 2024年5月1日")
    assert summary.text.splitlines()[0] == "《春季 防汛会》（2024-05-01）"


async def test_a_reply_renames_and_dates_a_meeting_and_so_it_is_added(world):
    summary = await send(world)
    await world.admin.send("夏季防汛会", reply_to=summary)
    renamed = await world.admin.next_reply()
    assert renamed.text.splitlines()[0] == "《夏季防汛会》"
    await world.admin.send("2023-07", reply_to=renamed)
    dated = await world.admin.next_reply()
    assert dated.text.splitlines()[0] == "《夏季防汛会》（2023-07）"
    await world.admin.press(dated, HANS.add_confirm)
    await world.admin.next_edit()
    assert (await world.admin.next_edit()).text == HANS.add_done.format(title="《夏季防汛会》（2023-07）")


async def test_a_settling_file_is_sent_as_a_reply(world):
    summary = await send(world)
    written = '[[line]]\nnumber = 5\nkind = "speaker"\nrole = "城管局长"\nname = "周立群"\n'
    sent = await world.admin.send_file(Upload("meeting.toml", written.encode(), "application/toml"))
    assert (await world.admin.next_reply()).text == HANS.add_settling_how
    await world.admin.send_content({"document": sent["document"]}, reply_to=summary)
    assert "周立群 · 城管局长" in (await world.admin.next_reply()).text


async def test_a_settling_file_that_is_wrong_is_told_and_changes_nothing(world):
    summary = await send(world)
    before = world.files
    sent = await world.admin.send_file(Upload("meeting.toml", b"tilte = 'x'", "application/toml"))
    await world.admin.next_reply()
    await world.admin.send_content({"document": sent["document"]}, reply_to=summary)
    assert "tilte" in (await world.admin.next_reply()).text
    assert world.files == before


async def test_a_settling_file_in_another_encoding_is_told_and_changes_nothing(world):
    summary = await send(world)
    before = world.files
    sent = await world.admin.send_file(Upload("meeting.toml", "title = '防汛会𠮷'".encode("gb18030"), "text/plain"))
    await world.admin.next_reply()
    await world.admin.send_content({"document": sent["document"]}, reply_to=summary)
    assert (await world.admin.next_reply()).text == HANS.add_refused.format(reason=HANS.refused_not_toml)
    assert world.files == before


async def test_a_draft_that_is_gone_says_so(world):
    summary = await send(world)
    await world.admin.press(summary, HANS.add_cancel)
    await world.admin.next_edit()
    await world.admin.send("新标题", reply_to=summary)
    assert (await world.admin.next_reply()).text == HANS.add_lost
    assert world.files == []


async def test_nobody_else_settles_a_doubt(world):
    summary = await send(world)
    before = world.files
    await world.person.press(summary, HANS.doubt_is_speaker)
    assert (await world.person.next_answer())["text"] == HANS.outdated
    assert world.files == before


async def test_of_very_much_text_a_quotation_is_held_against_the_nearest_speeches_of_all_meetings(world, monkeypatch):
    monkeypatch.setattr(engine_module, "LARGEST_WHOLE", 0)
    await add(world)
    await world.person.send("/verify 明年清淤河道120公里")
    reply = await world.person.next_reply()
    assert reply.text.startswith(HANS.verify_exact)
    assert "—— 《全市河道整治会》（2022-09-01）" in reply.text.splitlines()
    assert HANS.verify_among.split("{")[0] in reply.text
    assert HANS.verify_choose not in reply.text
    await world.person.press(reply, HANS.button_open_place)
    assert "明年清淤河道１20公里。" in (await world.person.next_reply()).text
    await world.person.send("/verify 何敏说：“下半年清淤河道9公里”")
    reply = await world.person.next_reply()
    assert HANS.verify_different in reply.text
    assert "下半年清淤河道8公里" in reply.text
    assert reply.text.endswith(HANS.verify_choose)


async def test_each_of_several_quotations_names_its_own_meeting(world):
    await add(world)
    await world.person.send("/verify\n“明年清淤河道120公里”\n“下半年清淤河道8公里”")
    lines = (await world.person.next_reply()).text.splitlines()
    assert "—— 《全市河道整治会》（2022-09-01）" in lines
    assert any(line.startswith("——") and "《把老街的事一件一件办好》" in line for line in lines)
