"""Adding meetings by files, over HTTP."""

from __future__ import annotations

import pytest

from bot.botapi import Reply, Upload
from bot.chat.texts import Language, load_texts
from bot.library.library import Library

HANS = load_texts(Language.ZH_HANS)


async def test_an_admin_sends_a_file_confirms_and_everybody_asks_about_it(town):
    await town.person.send("谁提到明年清淤河道120公里")
    assert "全市河道整治会" not in (await town.person.next_reply()).text
    await town.admin.send_file(Upload("河道.txt", town.river, "text/plain"))
    assert (await town.admin.next_reply()).text == HANS.add_reading
    summary = await town.admin.next_edit()
    assert summary.text.splitlines()[0] == "《全市河道整治会》（2022-09-01）"
    assert HANS.add_summary.format(date="2022-09-01", speakers=1, speeches=1, characters=12) in summary.text
    assert f"{HANS.add_voices}\n何敏 · 市水务局局长" in summary.text
    assert len(town.engine.meetings) == 1  # nothing is added unasked
    await town.admin.press(summary, HANS.add_confirm)
    assert (await town.admin.next_edit()).text == HANS.add_working.format(title="《全市河道整治会》（2022-09-01）")
    assert (await town.admin.next_edit()).text == HANS.add_done.format(title="《全市河道整治会》（2022-09-01）")
    await town.person.send("何敏怎么说清淤河道？")
    reply = await town.person.next_reply()
    assert "明年清淤河道１20公里。" in reply.text
    assert "—— 《全市河道整治会》（2022-09-01）" in reply.text.splitlines()
    assert "《把老街的事一件一件办好》" in reply.text


async def test_a_file_that_is_cancelled_leaves_no_trace(town):
    await town.admin.send_file(Upload("河道.txt", town.river, "text/plain"))
    await town.admin.next_reply()
    summary = await town.admin.next_edit()
    await town.admin.press(summary, HANS.add_cancel)
    assert (await town.admin.next_edit()).text == HANS.add_cancelled
    assert town.files == []
    await town.admin.press(summary, HANS.add_confirm)
    assert (await town.admin.next_edit()).text == HANS.add_lost
    assert len(town.engine.meetings) == 1


async def test_a_file_that_waits_for_an_answer_outlives_a_restart(town):
    await town.admin.send_file(Upload("河道.txt", town.river, "text/plain"))
    await town.admin.next_reply()
    summary = await town.admin.next_edit()
    fresh = Library(town.engine.library.folder, town.engine.library.records)
    fresh.sweep()
    town.engine.library = fresh
    await town.admin.press(summary, HANS.add_confirm)
    await town.admin.next_edit()
    assert "已添加" in (await town.admin.next_edit()).text


async def test_the_same_file_twice_is_told(town):
    await town.add()
    before = town.files
    await town.admin.send_file(Upload("又一次.txt", town.river, "text/plain"))
    await town.admin.next_reply()
    told = await town.admin.next_edit()
    assert told.text == HANS.add_there.format(title="《全市河道整治会》（2022-09-01）")
    assert town.files == before


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", "没有发言人".encode(), b"PK\x03\x04 broken", b"%PDF-1.4"])
async def test_a_file_that_is_no_meeting_is_refused_and_leaves_no_trace(town, content: bytes):
    await town.admin.send_file(Upload("x.docx", content))
    await town.admin.next_reply()
    told = await town.admin.next_edit()
    assert told.text.startswith(HANS.add_refused.split("{")[0])
    assert told.buttons == []
    assert town.files == []


async def test_a_file_that_is_too_large_is_not_even_fetched(town):
    message = {"document": {"file_id": "x", "file_unique_id": "x", "file_name": "x.txt", "file_size": 21_000_000}}
    await town.admin.send_content(message)
    assert (await town.admin.next_reply()).text == HANS.add_too_large.format(size=21, most=20, local=50)


async def test_a_name_from_elsewhere_stays_in_the_library(town):
    await town.add(name="../../../河道.txt")
    assert [name for name in town.files if name.endswith(".txt")] == [f"{town.files[0]}/河道.txt"]


async def test_nobody_else_can_add(town):
    await town.person.send_file(Upload("河道.txt", town.river, "text/plain"))
    assert (await town.person.next_reply()).text == HANS.only_admins_add
    await town.admin.send_file(Upload("河道.txt", town.river, "text/plain"))
    await town.admin.next_reply()
    summary = await town.admin.next_edit()
    await town.person.press(summary, HANS.add_confirm)
    assert (await town.person.next_answer())["text"] == HANS.outdated
    assert len(town.engine.meetings) == 1


@pytest.mark.parametrize("token", ["../../../", "..", "", "a/b/c/de", "abcdefgh"])
async def test_a_made_up_button_reaches_no_other_folder(town, token: str):
    await town.admin.send("/meetings")
    reply = await town.admin.next_reply()
    reply.message["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": f"add:{token}"}]]}
    await town.admin.press(reply, "x")
    assert (await town.admin.next_edit()).text == HANS.add_lost


DOUBTFUL = (
    "防汛会\n### 守河\n□市水务局局长 何𠮷安\n今年新建泵站１２座，全部在汛期前完工。\n"
    "市城管局局长 周立群\n投诉量下降30%以上。\n张志强：我补充一点，资金已经落实。\n"
)


async def send(town, text: str = DOUBTFUL, *, caption: str = "") -> Reply:
    await town.admin.send_file(Upload("防汛.txt", text.encode(), "text/plain"), caption=caption)
    await town.admin.next_reply()
    return await town.admin.next_edit()


def labels(reply: Reply) -> list[str]:
    return [button["text"] for button in reply.buttons]


async def test_doubts_are_told_one_by_one_and_settled_by_a_tap(town):
    summary = await send(town)
    assert HANS.add_doubts.format(count=2, number=1) in summary.text
    assert HANS.doubt_speaker.format(place="第 5 行", text="市城管局局长 周立群") in summary.text
    assert "周立群 · 市城管局局长" not in summary.text
    assert labels(summary) == [HANS.doubt_is_speaker, HANS.doubt_is_not, "›", HANS.add_confirm, HANS.add_cancel]
    await town.admin.press(summary, "›")
    second = await town.admin.next_edit()
    assert "张志强" in second.marked("blockquote")[0]
    await town.admin.press(second, "‹")
    await town.admin.press(await town.admin.next_edit(), HANS.doubt_is_speaker)
    settled = await town.admin.next_edit()
    assert "周立群 · 市城管局局长" in settled.text
    assert HANS.add_doubts.format(count=1, number=1) in settled.text
    await town.admin.press(settled, HANS.doubt_is_speaker)
    last = await town.admin.next_edit()
    assert labels(last) == [HANS.add_confirm, HANS.add_cancel]
    await town.admin.press(last, HANS.add_confirm)
    await town.admin.next_edit()
    await town.admin.next_edit()
    added = next(meeting for meeting in town.engine.meetings if "防汛会" in meeting.title)
    said = {speech.speaker: (speech.role, speech.text) for speech in added.speeches}
    assert said["周立群"] == ("市城管局局长", "投诉量下降30%以上。")
    assert said["张志强"] == ("", "我补充一点，资金已经落实。")
    assert said["何𠮷安"][1] == "今年新建泵站１２座，全部在汛期前完工。"


async def test_what_is_no_speaker_is_not_asked_about_again(town):
    summary = await send(town)
    await town.admin.press(summary, HANS.doubt_is_not)
    left = await town.admin.next_edit()
    assert HANS.add_doubts.format(count=1, number=1) in left.text
    assert HANS.add_settled.format(count=1) in left.text
    await town.admin.press(summary, HANS.doubt_is_not)  # of the first doubt once more
    assert HANS.outdated in [(await town.admin.next_answer()).get("text") for _ in range(2)]


async def test_a_caption_names_and_dates_a_meeting(town):
    summary = await send(town, caption="春季 防汛会 2024年5月1日")
    assert summary.text.splitlines()[0] == "《春季 防汛会》（2024-05-01）"


async def test_a_reply_renames_and_dates_a_meeting_and_so_it_is_added(town):
    summary = await send(town)
    await town.admin.send("夏季防汛会", reply_to=summary)
    renamed = await town.admin.next_reply()
    assert renamed.text.splitlines()[0] == "《夏季防汛会》"
    await town.admin.send("2023-07", reply_to=renamed)
    dated = await town.admin.next_reply()
    assert dated.text.splitlines()[0] == "《夏季防汛会》（2023-07）"
    await town.admin.press(dated, HANS.add_confirm)
    await town.admin.next_edit()
    assert (await town.admin.next_edit()).text == HANS.add_done.format(title="《夏季防汛会》（2023-07）")


async def test_a_settling_file_is_sent_as_a_reply(town):
    summary = await send(town)
    written = '[[line]]\nnumber = 5\nkind = "speaker"\nrole = "城管局长"\nname = "周立群"\n'
    sent = await town.admin.send_file(Upload("meeting.toml", written.encode(), "application/toml"))
    assert (await town.admin.next_reply()).text == HANS.add_settling_how
    await town.admin.send_content({"document": sent["document"]}, reply_to=summary)
    assert "周立群 · 城管局长" in (await town.admin.next_reply()).text


async def test_a_settling_file_that_is_wrong_is_told_and_changes_nothing(town):
    summary = await send(town)
    before = town.files
    sent = await town.admin.send_file(Upload("meeting.toml", b"tilte = 'x'", "application/toml"))
    await town.admin.next_reply()
    await town.admin.send_content({"document": sent["document"]}, reply_to=summary)
    assert "tilte" in (await town.admin.next_reply()).text
    assert town.files == before


async def test_a_settling_file_in_another_encoding_is_told_and_changes_nothing(town):
    summary = await send(town)
    before = town.files
    sent = await town.admin.send_file(Upload("meeting.toml", "title = '防汛会𠮷'".encode("gb18030"), "text/plain"))
    await town.admin.next_reply()
    await town.admin.send_content({"document": sent["document"]}, reply_to=summary)
    assert (await town.admin.next_reply()).text == HANS.add_refused.format(reason=HANS.refused_not_toml)
    assert town.files == before


async def test_a_draft_that_is_gone_says_so(town):
    summary = await send(town)
    await town.admin.press(summary, HANS.add_cancel)
    await town.admin.next_edit()
    await town.admin.send("新标题", reply_to=summary)
    assert (await town.admin.next_reply()).text == HANS.add_lost
    assert town.files == []


async def test_nobody_else_settles_a_doubt(town):
    summary = await send(town)
    before = town.files
    await town.person.press(summary, HANS.doubt_is_speaker)
    assert (await town.person.next_answer())["text"] == HANS.outdated
    assert town.files == before
