"""Over HTTP: every way to send parameters, every kind of refusal, faults on order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from bot.botapi import BotApiServer, EventKind, Fault, Person, RandomFaults, State, Upload

Post = Callable[..., Any]


@pytest.fixture
async def http(server: BotApiServer, state: State) -> AsyncIterator[httpx.AsyncClient]:
    """Return a client for the bot's own address."""
    address = f"{server.base_url}{state.token}/"
    async with httpx.AsyncClient(base_url=address, timeout=5, trust_env=False) as client:
        yield client


# --- parameters


async def test_parameters_come_in_the_query_a_form_json_or_with_files(http: httpx.AsyncClient, person: Person):
    said = {"chat_id": person.chat["id"], "text": "稳增长 & 促发展"}
    in_json = {**said, "entities": [{"type": "bold", "offset": 0, "length": 3}]}
    in_form = {**said, "entities": '[{"type":"bold","offset":0,"length":3}]'}
    for answer in (
        await http.get("sendMessage", params=in_form),
        await http.post("sendMessage", params=in_form),
        await http.post("sendMessage", data=in_form),
        await http.post("sendMessage", json=in_json),
        await http.post("sendMessage", data=in_form, files={"extra": b"x"}),
    ):
        reply = await person.next_reply()
        assert answer.json() == {"ok": True, "result": reply.message}
        assert (reply.text, reply.marked("bold")) == ("稳增长 & 促发展", ["稳增长"])


async def test_a_body_that_is_no_json_is_refused(http: httpx.AsyncClient):
    answer = await http.post("sendMessage", content=b"[1]", headers={"Content-Type": "application/json"})
    assert answer.json()["description"] == "Bad Request: can't parse JSON object"


async def test_a_form_that_is_no_utf8_is_refused(http: httpx.AsyncClient):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await http.post("sendMessage", content=b"text=%ff%fe", headers=headers)
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_a_lone_surrogate_in_json_is_refused(http: httpx.AsyncClient, person: Person):
    body = f'{{"chat_id": {person.chat["id"]}, "text": "\\ud83d"}}'
    answer = await http.post("sendMessage", content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


# --- refusals


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("bot4839:other/getMe", 401, "Unauthorized"),
        ("bot4839:other/getUpdates", 401, "Unauthorized"),
        ("botx/getMe", 404, "Not Found"),
        ("bot4839:test-token/getYou", 404, "Not Found: method not found"),
        ("bot4839:test-token/", 404, "Not Found"),
        ("", 404, "Not Found"),
        ("file/bot4839:other/documents/file1", 401, "Unauthorized"),
        ("file/bot4839:test-token/documents/file1", 404, "Not Found"),
    ],
)
async def test_a_wrong_address_is_refused_in_json(server: BotApiServer, path: str, code: int, description: str):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(server.base_url.removesuffix("bot") + path)
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}


async def test_another_http_method_is_not_allowed(http: httpx.AsyncClient):
    answer = await http.delete("getMe")
    assert answer.json() == {"ok": False, "error_code": 405, "description": "Method Not Allowed"}


async def test_a_file_comes_back_byte_for_byte(server: BotApiServer, state: State, http: httpx.AsyncClient):
    content = bytes(range(256))
    file_id = state.add_file(Upload("会议.txt", content, "text/plain"))
    path = (await http.get("getFile", params={"file_id": file_id})).json()["result"]["file_path"]
    answer = await http.get(f"{server.base_file_url}{state.token}/{path}")
    assert answer.content == content


# --- long polling


async def test_a_poll_wakes_on_a_new_update(post: Post, person: Person):
    poll = asyncio.create_task(post("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await person.send("谁？")
    answer = await asyncio.wait_for(poll, 1)
    assert [update["message"]["text"] for update in answer["result"]] == ["谁？"]


async def test_a_poll_without_news_ends_empty(post: Post):
    assert await asyncio.wait_for(post("getUpdates", timeout=1), 2) == {"ok": True, "result": []}


async def test_updates_come_again_until_they_are_confirmed(post: Post, person: Person):
    for text in ("一", "二", "三"):
        await person.send(text)
    first = (await post("getUpdates", limit=2))["result"]
    assert (await post("getUpdates", limit=2))["result"] == first
    rest = (await post("getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in first + rest] == ["一", "二", "三"]


async def test_a_poll_says_what_it_wants(post: Post, person: Person):
    await post("getUpdates", allowed_updates=["edited_message"])
    message = await person.send("一")
    await person.edit(message, "二")
    assert [list(update)[1] for update in (await post("getUpdates"))["result"]] == ["edited_message"]


async def test_the_newer_of_two_polls_ends_the_older(post: Post, person: Person):
    older = asyncio.create_task(post("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(post("getUpdates", timeout=30))
    refused = await asyncio.wait_for(older, 1)
    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")
    await person.send("谁？")
    assert len((await asyncio.wait_for(newer, 1))["result"]) == 1


async def test_a_poll_whose_bot_has_gone_loses_nothing(http: httpx.AsyncClient, post: Post, person: Person):
    with pytest.raises(httpx.ReadTimeout):
        await http.get("getUpdates", params={"timeout": 30}, timeout=0.05)
    await person.send("谁？")
    assert len((await post("getUpdates"))["result"]) == 1


async def test_there_is_no_polling_beside_a_webhook(post: Post):
    poll = asyncio.create_task(post("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await post("setWebhook", url="http://127.0.0.1:9/hook")
    refused = await asyncio.wait_for(poll, 1)
    assert (refused["error_code"], refused["description"]) == (409, "Conflict: terminated by setWebhook request")
    refused = await post("getUpdates")
    assert refused["error_code"] == 409
    assert "webhook is active" in refused["description"]
    await post("deleteWebhook")
    assert (await post("getUpdates"))["ok"]


async def test_stopping_ends_a_waiting_poll_at_once(state: State):
    server = BotApiServer(state)
    await server.start()
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        poll = asyncio.create_task(client.get(f"{server.base_url}{state.token}/getUpdates?timeout=30"))
        await asyncio.sleep(0.05)
        await asyncio.wait_for(server.stop(), 1)
        await asyncio.wait([poll], timeout=1)
    assert poll.done()
    # The task may hold an answer or a torn connection; both are an end.
    poll.exception()


async def test_the_world_goes_on_after_a_restart_of_the_server(state: State, person: Person):
    async with BotApiServer(state):
        await person.send("谁？")
    async with BotApiServer(state) as server, httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{server.base_url}{state.token}/getUpdates")
    assert [update["message"]["text"] for update in answer.json()["result"]] == ["谁？"]


# --- faults on order


async def test_a_bot_that_sends_too_fast_is_told_to_wait(server: BotApiServer, http: httpx.AsyncClient, person: Person):
    server.faults.add("sendMessage", Fault.too_many_requests(3))
    said = {"chat_id": person.chat["id"], "text": "谁？"}
    refused = await http.post("sendmessage", json=said)
    assert refused.status_code == 429
    assert refused.json()["parameters"] == {"retry_after": 3}
    assert refused.json()["description"] == "Too Many Requests: retry after 3"
    assert (await http.post("sendMessage", json=said)).json()["ok"]


async def test_a_fault_meets_its_method_only_and_as_often_as_ordered(server: BotApiServer, http: httpx.AsyncClient):
    server.faults.add("getMe", Fault.bad_gateway(), times=2)
    assert (await http.get("getWebhookInfo")).status_code == 200
    codes = [(await http.get("getMe")).status_code for _ in range(3)]
    assert codes == [502, 502, 200]


async def test_a_broken_call_has_no_effect_unless_ordered(
    server: BotApiServer, http: httpx.AsyncClient, person: Person
):
    said = {"chat_id": person.chat["id"], "text": "谁？"}
    server.faults.add("sendMessage", Fault(drop=True))
    server.faults.add("sendMessage", Fault(drop=True, applied=True))
    for _ in range(2):
        with pytest.raises(httpx.RemoteProtocolError):
            await http.post("sendMessage", json=said)
    assert (await person.next_reply()).text == "谁？"
    with pytest.raises(TimeoutError):
        await person.next_event(EventKind.MESSAGE, 0.01)


async def test_a_delayed_call_succeeds_late(server: BotApiServer, http: httpx.AsyncClient):
    server.faults.add("getMe", Fault(delay=0.2))
    loop = asyncio.get_running_loop()
    started = loop.time()
    assert (await http.get("getMe")).json()["ok"]
    assert loop.time() - started >= 0.19


def test_faults_by_chance_meet_their_share_of_the_calls_and_the_same_with_the_same_seed():
    kinds = [Fault.bad_gateway(), Fault(drop=True)]
    one, same, other = (RandomFaults(0.2, kinds, seed) for seed in (1, 1, 2))
    met = [one.take("sendMessage") for _ in range(1000)]
    assert 150 < len([fault for fault in met if fault]) < 250
    assert set(met) == {None, *kinds}
    assert met == [same.take("sendMessage") for _ in range(1000)]
    assert met != [other.take("sendMessage") for _ in range(1000)]
    one.add("getMe", Fault.too_many_requests(3))
    assert one.take("getMe") == Fault.too_many_requests(3)
