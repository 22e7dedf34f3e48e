"""The demo's server: what a page asks for happens, and nobody else gets anything."""

from __future__ import annotations

import httpx
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from bot.chat.texts import Language, load_texts
from bot.demo.server import PortTakenError, take_port

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "新增路灯１２０盏"
TEXTS = {code: load_texts(language) for code, language in zip(("zh-hans", "zh-hant", "en"), Language, strict=True)}


async def get(address, **headers):
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(address, headers=headers)


# --- talking


async def test_a_question_is_answered_with_the_quote_by_the_bot_itself(page):
    await page.ask("send", text=QUESTION)
    message = (await page.reply())["message"]
    kinds = {entity["type"] for entity in message["entities"]}
    assert QUESTION in message["text"]
    assert "blockquote" in kinds


async def test_the_empty_chat_shows_what_the_bot_says_of_itself_and_its_commands(page):
    assert TEXTS["zh-hans"].command_speakers in str(page.welcome["commands"]["private"])
    assert {entry["command"] for entry in page.welcome["commands"]["group"]} >= {"ask"}
    assert "《把老街的事一件一件办好》" in page.welcome["description"]


async def test_the_start_button_and_a_link_begin_the_chat(page):
    await page.ask("start")
    news = await page.reply()
    assert "《把老街的事一件一件办好》" in news["message"]["text"]
    assert news["keyboard"]["keyboard"]
    await page.ask("start", payload="anything-1")
    assert (await page.told("message"))["message"]["text"] == "/start anything-1"


async def test_a_tapped_key_is_sent(page):
    await page.ask("start")
    key = (await page.reply())["keyboard"]["keyboard"][0][0]["text"]
    await page.ask("tap", key=key)
    news = await page.told("message")
    assert news["message"]["text"] == key
    assert news["keyboard"] is None, "one tap and the keys are gone"


async def test_a_button_changes_the_message_in_its_place(page):
    await page.ask("send", text=QUESTION)
    message = (await page.reply())["message"]
    data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await page.ask("press", message=message["message_id"], data=data)
    query = (await page.told("pressed"))["query"]
    assert (await page.told("answer"))["callback_query_id"] == query
    edited = (await page.told("edit"))["message"]
    assert edited["message_id"] == message["message_id"]
    assert edited["text"] != message["text"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
async def test_the_bot_speaks_the_language_of_the_page(demo, another_page, language):
    async with another_page(demo, language=language) as page:
        await page.ask("send", text="/new")
        assert (await page.reply())["message"]["text"] == TEXTS[language].forgotten


async def test_the_language_can_be_changed(page):
    await page.ask("language", code="en")
    profile = await page.told("profile")
    assert TEXTS["en"].command_speakers in str(profile["commands"]["private"])
    await page.ask("send", text="/new")
    assert (await page.reply())["message"]["text"] == TEXTS["en"].forgotten


async def test_in_the_group_the_bot_answers_who_asks_it_and_either_can(page):
    await page.ask("send", chat="group", text="大家好")
    await page.ask("send", chat="group", friend=True, text=f"/ask {QUESTION}")
    message = (await page.reply(chat="group"))["message"]
    assert message["reply_to_message"]["text"] == f"/ask {QUESTION}"
    assert message["reply_to_message"]["from"]["id"] == page.welcome["people"]["friend"]["id"]
    await page.ask("send", chat="group", text="河道", reply_to=message["message_id"])
    assert "何敏" in (await page.reply(chat="group"))["message"]["text"]


async def test_a_message_can_be_changed_forwarded_and_reacted_to_by_whom_it_belongs(page):
    await page.ask("send", text=QUESTION)
    own = (await page.told("message"))["message"]["message_id"]
    reply = (await page.reply())["message"]["message_id"]
    await page.ask("react", message=reply, emoji="👍")
    me = page.welcome["people"]["me"]["id"]
    assert (await page.told("edit"))["message"]["reactions"] == [{"by": me, "emoji": "👍"}]
    await page.ask("edit", message=own, text="河道")
    assert (await page.told("edit"))["message"]["text"] == "河道"
    await page.ask("edit", message=reply, text="我改了机器人的话")
    assert (await page.told("refused"))["why"] == "gone"
    await page.ask("forward", message=reply, to="group")
    forwarded = await page.told("message")
    assert forwarded["chat"] == "group"
    assert forwarded["message"]["forward_origin"]["sender_user"]["is_bot"]


# --- coming back, and keeping apart


async def test_a_page_that_comes_back_finds_its_chat(demo, another_page, page):
    await page.ask("send", text=QUESTION)
    await page.reply()
    async with another_page(demo, session=page.welcome["session"]) as again:
        texts = [message["text"] for message in again.welcome["chats"]["private"]["messages"]]
        assert texts[0] == QUESTION
        assert len(texts) == 2
        await page.ask("send", text="/new")
        assert (await again.reply())["message"]["text"] == TEXTS["zh-hans"].forgotten, "both pages are told"


async def test_nobody_hears_of_another(demo, another_page, page):
    async with another_page(demo) as other:
        assert other.welcome["session"] != page.welcome["session"]
        await page.ask("send", text=QUESTION)
        await page.reply()
        await other.ask("send", text="/new")
        assert (await other.told("message"))["message"]["text"] == "/new"


# --- what is refused


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "{",
        "[]",
        '{"type":"fly"}',
        '{"type":"send"}',
        '{"type":"send","text":""}',
        '{"type":"send","text":5}',
        '{"type":"send","text":"a","chat":"elsewhere"}',
        '{"type":"send","text":"a","more":1}',
        '{"type":"start","payload":"有空格 的"}',
        '{"type":"press","message":-1,"data":"a"}',
    ],
)
async def test_nonsense_is_said_to_be_and_the_line_stays(page, nonsense):
    await page.line.write_message(nonsense)
    assert (await page.told("refused"))["why"] == "nonsense"
    await page.ask("send", text="/new")
    await page.reply()


@pytest.mark.parametrize(
    "gesture",
    [
        {"kind": "press", "message": 999_999, "data": "a"},
        {"kind": "react", "message": 999_999, "emoji": "👍"},
        {"kind": "tap", "key": "没有这个键"},
        {"kind": "choose", "query_id": "999", "place": 0},
        {"kind": "edit", "message": 999_999, "text": "a"},
        {"kind": "forward", "message": 999_999, "to": "group"},
    ],
)
async def test_what_is_gone_is_said_to_be(page, gesture):
    await page.ask(gesture.pop("kind"), **gesture)
    assert (await page.told("refused"))["why"] == "gone"


async def test_who_asks_without_end_is_slowed_down(page):
    for _ in range(90):
        await page.ask("react", message=999_999, emoji="👍")
    for _ in range(90):
        if (await page.told("refused"))["why"] == "pace":
            return
    pytest.fail("everything was let through")


async def test_who_says_too_much_at_once_is_hung_up_on(page):
    await page.line.write_message("a" * 70_000)
    assert await page.hear() is None


@pytest.mark.parametrize("origin", ["http://example.com", "http://127.0.0.1:1", "null", "http://localhost.example.com"])
async def test_a_page_from_elsewhere_gets_no_line(demo, origin):
    request = HTTPRequest(demo.url.replace("http:", "ws:") + "talk", headers={"Origin": origin})
    with pytest.raises(HTTPClientError) as caught:
        await websocket_connect(request)
    assert caught.value.code == 403


async def test_a_foreign_name_that_points_here_gets_nothing(demo):
    for path in ("", "talk", "files/a/file1"):
        assert (await get(demo.url + path, Host="rebound.example.com")).status_code == 403
    assert (await get(demo.url, Host="localhost:1")).status_code == 200


async def test_the_page_may_load_nothing_from_elsewhere(demo):
    answer = await get(demo.url)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["../server.py", "%2e%2e/server.py", "..%2fserver.py", "nothing.js", "files/a/file1"])
async def test_what_is_no_part_of_the_page_is_not_served(demo, path):
    assert (await get(demo.url + path)).status_code in {403, 404}


async def test_a_port_that_is_taken_is_said_to_be(demo):
    port = int(demo.url.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(PortTakenError, match=f"port {port}: .*--port"):
        take_port(port)
