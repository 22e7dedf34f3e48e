"""The page in a browser, with the bot's own handlers behind it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.demo.server import DemoServer
from tests.demo.screen import Screen, open_screen

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "新增路灯１２０盏"


@pytest_asyncio.fixture(loop_scope="module")
async def screen(demo: DemoServer, phone: Any) -> AsyncIterator[Screen]:
    """Open the demo on a phone."""
    async with open_screen(demo, phone) as opened:
        yield opened


async def test_the_start_button_brings_the_greeting_and_questions_to_tap(screen: Screen):
    await screen.tab.get_by_role("button", name="开始").click()
    await screen.replies.first.wait_for()
    key = screen.tab.locator("#keys button").first
    question = await key.inner_text()
    await key.click()
    await screen.replies.nth(1).wait_for()
    assert question in await screen.tab.locator(".message.me").last.inner_text()
    assert await screen.tab.locator("#keys").is_hidden()


async def test_a_question_shows_the_quote_with_its_decisive_words_bold(screen: Screen):
    await screen.write(QUESTION)
    await screen.replies.first.wait_for()
    quote = screen.replies.first.locator("blockquote")
    assert await quote.inner_text() == QUESTION
    assert await quote.locator("strong").inner_text() == QUESTION


async def test_a_button_changes_its_message_in_place_and_keeps_the_focus(screen: Screen):
    await screen.write(QUESTION)
    button = screen.replies.first.locator(".keyboard button").first
    await button.wait_for()
    before = await screen.replies.first.inner_text()
    await button.focus()
    await button.press("Enter")
    await screen.tab.wait_for_function(
        "before => document.querySelector('.message.bot').innerText !== before", arg=before
    )
    assert await screen.replies.count() == 1
    assert await screen.tab.evaluate("() => document.activeElement.closest('.message') !== null")


async def test_everything_can_be_done_from_the_keyboard(screen: Screen):
    await screen.tab.keyboard.press("Tab")
    for _ in range(12):
        if await screen.tab.evaluate("() => document.activeElement.id") == "words":
            break
        await screen.tab.keyboard.press("Tab")
    await screen.tab.keyboard.type("/")
    assert await screen.options.count() >= 3
    await screen.tab.keyboard.type("sp")
    await screen.tab.keyboard.press("Enter")
    await screen.replies.first.wait_for()
    assert "沈𠮷安" in await screen.replies.first.inner_text()
    await screen.tab.keyboard.press("ArrowUp")
    assert await screen.tab.input_value("#words") == "/speakers"
    await screen.tab.keyboard.press("Escape")
    assert await screen.tab.input_value("#words") == ""


async def test_in_the_group_two_people_speak_and_the_bot_waits_to_be_asked(screen: Screen):
    await screen.tab.get_by_role("button", name="群聊").click()
    await screen.write("大家好")
    await screen.tab.get_by_role("radio", name="小林").click()
    await screen.write(f"/ask {QUESTION}")
    await screen.replies.first.wait_for()
    assert await screen.replies.count() == 1
    assert QUESTION in await screen.replies.first.locator(".replied").inner_text()
    assert await screen.tab.locator(".message.friend .author").inner_text() == "小林"
    await screen.tab.get_by_role("button", name="私聊").click()
    assert await screen.replies.count() == 0


async def test_a_message_has_a_menu_to_reply_copy_and_react(screen: Screen):
    await screen.write(QUESTION)
    await screen.replies.first.get_by_role("button", name="更多").click()
    await screen.tab.get_by_role("button", name="👍 表态").click()
    await screen.replies.first.locator(".reaction").wait_for()
    await screen.replies.first.get_by_role("button", name="更多").click()
    await screen.tab.get_by_role("button", name="回复", exact=True).click()
    await screen.write("河道")
    await screen.replies.nth(1).wait_for()
    assert await screen.tab.locator(".message.me .replied").count() == 1


async def test_the_page_speaks_the_language_that_is_chosen(screen: Screen):
    await screen.tab.select_option("#language", "en")
    await screen.tab.get_by_role("button", name="Start").click()
    await screen.replies.first.wait_for()
    assert await screen.tab.evaluate("() => document.documentElement.lang") == "en"
    assert re.search(r"[A-Za-z]{4}", await screen.replies.first.inner_text())


async def test_a_reload_keeps_the_chat(screen: Screen):
    await screen.write(QUESTION)
    await screen.replies.first.wait_for()
    await screen.tab.reload()
    await screen.replies.first.wait_for()
    assert QUESTION in await screen.replies.first.inner_text()


async def test_what_people_write_is_never_markup(screen: Screen):
    await screen.write("<img src=x onerror=alert(1)><b>路灯</b>")
    await screen.replies.first.wait_for()
    assert "<b>路灯</b>" in await screen.tab.locator(".message.me").inner_text()
    assert await screen.tab.locator("#log img, #log b").count() == 0


async def test_a_long_word_stays_on_the_screen(screen: Screen):
    await screen.write("灯" * 60 + "A" * 300)
    await screen.replies.first.wait_for()
    assert await screen.wide() is False


async def test_nothing_is_loaded_from_elsewhere(demo: DemoServer, screen: Screen):
    await screen.write(QUESTION)
    await screen.replies.first.wait_for()
    home = demo.url.split("://")[1]
    assert screen.requests
    assert {url.split("://")[1].split("/")[0] + "/" for url in screen.requests} == {home}
