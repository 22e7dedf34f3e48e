"""The page in a browser, with a small bot behind it that says everything a bot can say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.botapi import State
from bot.demo.server import DemoServer, take_port
from tests.demo.screen import Screen, open_screen
from tests.demo.small_bot import LONG, STYLED, serve_small_bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "spoiler": ".spoiler",
    "pre": "pre",
    "blockquote": "blockquote",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def small_bot() -> AsyncIterator[DemoServer]:
    """Run the small bot behind the page."""
    async with serve_small_bot() as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def screen(small_bot: DemoServer, phone: Any) -> AsyncIterator[Screen]:
    """Open the page on a phone."""
    async with open_screen(small_bot, phone) as opened:
        yield opened


# --- what is shown


async def test_every_style_covers_its_own_words(screen: Screen):
    reply = await screen.ask("/styles")
    shown = {kind: await reply.locator(f".text {TAGS[kind]}").inner_text() for _, kind in STYLED}
    assert shown == {kind: words for words, kind in STYLED}


async def test_links_commands_and_names_in_a_text_can_be_tapped(screen: Screen):
    reply = await screen.ask("/styles")
    outside = reply.get_by_role("link", name="https://example.com")
    assert await outside.get_attribute("rel") == "noopener noreferrer"
    assert await outside.get_attribute("target") == "_blank"
    await reply.get_by_role("button", name="/styles").click()
    await screen.replies.nth(1).wait_for()
    await reply.get_by_role("link", name="链", exact=True).click()
    assert "/start deep-1" in await screen.replies.nth(2).inner_text()
    await reply.get_by_role("button", name="@whosaid_bot").click()
    assert await screen.tab.input_value("#words") == "@whosaid_bot "


async def test_a_long_quote_is_folded_until_it_is_tapped_and_a_short_one_is_not(screen: Screen):
    reply = await screen.ask("/fold")
    long, short = reply.locator("blockquote").nth(0), reply.locator("blockquote").nth(1)
    folded = (await long.bounding_box())["height"]
    toggle = long.get_by_role("button")
    assert await toggle.get_attribute("aria-expanded") == "false"
    await toggle.press("Enter")
    assert await toggle.get_attribute("aria-expanded") == "true"
    assert (await long.bounding_box())["height"] > 2 * folded
    assert await long.locator(".words").inner_text() == LONG
    await long.click(position={"x": 20, "y": 12})
    assert (await long.bounding_box())["height"] == folded
    assert await short.get_by_role("button").count() == 0


async def test_a_picture_is_shown_and_opens_large(screen: Screen):
    await screen.ask("/files")
    picture = screen.tab.locator(".photo img")
    await screen.wait("() => document.querySelector('.photo img')?.naturalWidth === 640")
    assert await picture.get_attribute("alt") == "谁承诺了多少"
    await picture.click()
    assert await screen.tab.locator("dialog img").is_visible()
    await screen.tab.keyboard.press("Escape")
    assert await screen.tab.locator("dialog").is_hidden()


async def test_a_document_is_downloaded_as_it_was_sent(screen: Screen):
    await screen.ask("/files")
    async with screen.tab.expect_download() as started:
        await screen.tab.get_by_role("link", name="下载 承诺 表.csv").click()
    download = await started.value
    assert download.suggested_filename == "承诺 表.csv"
    assert "沈𠮷安,120" in (await asyncio.to_thread(Path.read_text, await download.path(), "utf-8-sig"))


async def test_the_header_says_that_the_bot_is_at_work(screen: Screen):
    await screen.tab.evaluate(
        "() => { window.seen = []; new MutationObserver(() => window.seen.push("
        "document.querySelector('#status').textContent)).observe(document.querySelector('#status'),"
        "{childList: true, characterData: true, subtree: true}); }"
    )
    await screen.ask("/files")
    assert "正在输入…" in await screen.tab.evaluate("() => window.seen")


# --- what is pressed


async def test_a_button_changes_its_message_and_can_be_pressed_again(screen: Screen):
    reply = await screen.ask("/keys")
    await reply.get_by_role("button", name="数一数").click()
    await reply.get_by_text("数到1").wait_for()
    for number in (2, 3):
        await reply.get_by_role("button", name="再数").click()
        await reply.get_by_text(f"数到{number}").wait_for()
    assert await screen.replies.count() == 1


async def test_forty_rapid_taps_are_taken_in_order(screen: Screen):
    reply = await screen.ask("/keys")
    await reply.get_by_role("button", name="数一数").click()
    await reply.get_by_text("数到1").wait_for()
    tap = "() => { for (let n = 0; n < 40; n++) document.querySelector('.bot .keyboard button').click(); }"
    await screen.tab.evaluate(tap)
    await reply.get_by_text("数到2").wait_for()
    assert await screen.replies.count() == 1


async def test_a_notice_passes_by_and_a_warning_waits_to_be_closed(screen: Screen):
    reply = await screen.ask("/keys")
    await reply.get_by_role("button", name="提示").click()
    await screen.tab.locator("#toast.shown", has_text="知道了").wait_for()
    await reply.get_by_role("button", name="警告").click()
    await screen.tab.locator("dialog[open]", has_text="只能这样了").wait_for()
    await screen.tab.get_by_role("button", name="关闭").click()
    assert await screen.tab.locator("dialog").is_hidden()


async def test_a_copy_button_copies(screen: Screen):
    reply = await screen.ask("/keys")
    await reply.get_by_role("button", name="复制引文").click()
    await screen.tab.locator("#toast.shown").wait_for()
    assert await screen.tab.evaluate("() => navigator.clipboard.readText()") == "一字不差"


async def test_a_link_button_starts_the_chat_and_one_to_elsewhere_leaves_the_page_alone(screen: Screen):
    reply = await screen.ask("/keys")
    assert await reply.get_by_role("link", name="外面").get_attribute("href") == "https://example.com/"
    await reply.get_by_role("link", name="打开").click()
    await screen.tab.get_by_text("你说：/start deep-2").wait_for()


async def test_the_bots_keyboard_can_be_put_away_and_taken_out(screen: Screen):
    await screen.ask("/board")
    assert await screen.tab.locator("#keys button").all_inner_texts() == ["路灯", "河道", "门前三包"]
    toggle = screen.tab.get_by_role("button", name="快捷提问")
    await toggle.click()
    assert await screen.tab.locator("#keys").is_hidden()
    await toggle.click()
    await screen.tab.locator("#keys").get_by_text("门前三包").click()
    await screen.tab.get_by_text("你说：门前三包").wait_for()
    assert await screen.tab.locator("#keys").is_visible(), "this one stays"


# --- inline mode


async def test_what_inline_mode_finds_can_be_picked_and_pressed(screen: Screen):
    await screen.tab.fill("#words", "@whosaid_bot 路灯")
    await screen.options.nth(9).wait_for()
    await screen.tab.press("#words", "ArrowDown")
    await screen.tab.press("#words", "ArrowDown")
    await screen.tab.press("#words", "Enter")
    message = screen.tab.locator(".message.me")
    await message.wait_for()
    assert await message.locator("blockquote").inner_text() == "路灯"
    assert "通过 @whosaid_bot" in await message.inner_text()
    assert await screen.tab.input_value("#words") == ""
    await message.get_by_role("button", name="数一数").click()
    await screen.tab.locator(".message.me", has_text="数到1").wait_for()


async def test_more_results_come_when_the_list_is_scrolled(screen: Screen):
    await screen.tab.fill("#words", "@whosaid_bot 灯")
    for number in (10, 20, 30):
        await screen.options.nth(number - 1).scroll_into_view_if_needed()
    assert "第3页第10条" in await screen.options.last.inner_text()
    assert await screen.options.count() == 30


async def test_where_inline_mode_finds_nothing_it_leads_to_the_private_chat(screen: Screen):
    await screen.tab.get_by_role("button", name="群聊").click()
    await screen.tab.fill("#words", "@whosaid_bot 无")
    await screen.tab.get_by_role("button", name="私聊问问").click()
    await screen.tab.get_by_text("你说：/start from-inline").wait_for()
    assert await screen.tab.get_by_role("button", name="私聊").get_attribute("aria-current") == "page"


async def test_a_share_button_asks_where_and_types_there(screen: Screen):
    reply = await screen.ask("/keys")
    await reply.get_by_role("button", name="分享").click()
    await screen.tab.locator("dialog").get_by_role("button", name="学习小组").click()
    assert await screen.tab.input_value("#words") == "@whosaid_bot 路灯"
    await screen.options.first.click()
    await screen.tab.locator(".message.me blockquote", has_text="路灯").wait_for()
    await screen.tab.get_by_role("button", name="私聊").click()
    await screen.replies.first.get_by_role("button", name="在这里找").click()
    assert await screen.tab.input_value("#words") == "@whosaid_bot 河道"


# --- how it looks


async def test_nothing_is_wider_than_a_phone_or_a_desktop(screen: Screen):
    await screen.tab.select_option("#language", "en")
    for command in ("/styles", "/fold", "/keys", "/files", "/board"):
        await screen.ask(command)
    await screen.tab.fill("#words", "@whosaid_bot 灯")
    await screen.options.first.wait_for()
    for width in (320, 390, 430, 1280):
        await screen.tab.set_viewport_size({"width": width, "height": 700})
        assert await screen.wide() is False, width


async def test_in_the_dark_the_page_is_dark(screen: Screen):
    shades = []
    for scheme in ("light", "dark"):
        await screen.tab.emulate_media(color_scheme=scheme)
        script = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        shades.append(sum(await screen.tab.evaluate(script)))
    assert shades[0] > 500
    assert shades[1] < 150


async def test_a_long_answer_is_shown_from_its_beginning(screen: Screen):
    await screen.ask("灯\n" * 60)
    top = await screen.tab.evaluate(
        "() => document.querySelector('.message.bot').getBoundingClientRect().top"
        " - document.querySelector('#view').getBoundingClientRect().top"
    )
    assert 0 <= top < 40
    await screen.tab.get_by_role("button", name="到最新的消息").click()
    await screen.wait("() => document.querySelector('#down').hidden")


async def test_a_page_whose_server_was_away_comes_back_by_itself(phone: Any):
    state = State("4839:test-token")
    async with DemoServer(state, take_port(0)) as server, open_screen(server, phone) as screen:
        await server.stop()
        await screen.tab.locator("#status", has_text="正在连接…").wait_for()
        port = int(server.url.rsplit(":", 1)[1].strip("/"))
        async with DemoServer(state, take_port(port)):
            await screen.tab.locator("#status", has_text="机器人").wait_for()
            await screen.write("还在吗？")
            await screen.tab.locator(".message.me", has_text="还在吗？").wait_for()
            screen.errors.clear()  # the browser notes each call that nobody took
