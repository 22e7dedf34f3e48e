"""A person talks to the program over the Bot API: every reply is what Telegram shows as it was meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.botapi import BotApiServer, EventKind, Person, Reply
from bot.chat.texts import Language, load_texts
from bot.types import Meeting, squash
from tests.botapi import tdlib

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "谁承诺引进百亿级销售项目？"
QUOTES = ("blockquote", "expandable_blockquote")
PATIENCE = 20.0
TEXTS = load_texts(Language.ZH_HANS)

try:
    import tdjson  # noqa: F401 - the oracle needs it
except ImportError:
    ORACLE = False
else:
    ORACLE = True


async def ask(person: Person, text: str, **content: Any) -> Reply:
    """Say something and return the reply, whose entities Telegram's own library shows as they are."""
    if content:
        await person.send_content(content)
    else:
        await person.send(text)
    reply = await person.next_reply(PATIENCE)
    check_shown(reply)
    return reply


def check_shown(reply: Reply) -> None:
    """Check that Telegram's own library shows a reply's entities as they are."""
    assert reply.text.strip()
    if ORACLE:
        assert tdlib.shown_styles(reply.text, reply.entities) == tdlib.styles_of(reply.text, reply.entities)


def read_log(path: Path) -> str:
    """Return what the program has logged so far."""
    return path.read_text(encoding="utf-8")


def check_quotes(reply: Reply, meeting: Meeting) -> None:
    """Check that every quoted line stands in a speech, and in the file apart from line breaks."""
    lines = [line for quoted in reply.marked(*QUOTES) for line in quoted.split("\n")]
    assert lines
    for line in lines:
        assert any(line in speech.text for speech in meeting.speeches), line
        assert squash(line) in squash(meeting.speeches[0].source.text)


# --- commands


async def test_start_greets_with_questions_to_tap(person: Person, meeting: Meeting):
    reply = await ask(person, "/start")
    assert meeting.title in reply.text
    assert person.keys
    assert all(key in reply.text for key in person.keys)


async def test_a_tapped_example_is_answered_with_quotes(person: Person, meeting: Meeting):
    await ask(person, "/start")
    for key in person.keys:
        await person.send(key)
        check_quotes(await person.next_reply(PATIENCE), meeting)


async def test_help_says_how_to_ask(person: Person):
    assert (await ask(person, "/help")).text.startswith(TEXTS.help.strip())


async def test_the_list_of_speakers_names_everybody(person: Person, meeting: Meeting):
    reply = await ask(person, "/speakers")
    assert all(speech.speaker in reply.text and speech.role in reply.text for speech in meeting.speeches)


async def test_a_command_that_does_not_exist_is_said_so(person: Person):
    assert (await ask(person, "/vote")).text == TEXTS.no_command.strip()


async def test_the_menu_and_the_description_are_published(bot_api: BotApiServer, person: Person):
    await ask(person, "/help")
    menus = bot_api.state.commands
    assert {entry["command"] for entry in menus["default", ""]} >= {"help", "speakers"}
    assert {entry["command"] for entry in menus["all_private_chats", "zh"]} >= {"help", "language", "meeting"}
    assert {entry["command"] for entry in menus["all_group_chats", "zh"]} >= {"ask"}
    assert bot_api.state.descriptions["description", "zh"]


# --- questions


async def test_a_pledge_is_quoted_with_who_made_it_and_the_decisive_words_bold(person: Person, meeting: Meeting):
    reply = await ask(person, QUESTION)
    check_quotes(reply, meeting)
    (quoted,) = reply.marked(*QUOTES)
    assert "引进百亿级销售项目1至2个" in quoted
    assert reply.text.startswith("戚振宇")
    name, *decisive = reply.marked("bold")
    assert name == "戚振宇"
    assert all(words in quoted for words in decisive)
    assert any("百亿" in words for words in decisive)


async def test_bold_words_lie_inside_a_quote_or_name_a_speaker(person: Person, meeting: Meeting):
    reply = await ask(person, QUESTION)
    names = {speech.speaker for speech in meeting.speeches}
    quotes = [entity for entity in reply.entities if entity["type"] in QUOTES]
    for entity, words in zip(
        [entity for entity in reply.entities if entity["type"] == "bold"], reply.marked("bold"), strict=True
    ):
        inside = any(
            quote["offset"] <= entity["offset"]
            and entity["offset"] + entity["length"] <= quote["offset"] + quote["length"]
            for quote in quotes
        )
        assert inside or words in names


@pytest.mark.parametrize(
    "question",
    ["戚主任说了什么？", "港区今年招商的目标", "市公安局局長講了什麼？", "哪些人提到了营商环境？"],
)
async def test_other_ways_to_ask_get_quotes_too(person: Person, meeting: Meeting, question: str):
    check_quotes(await ask(person, question), meeting)


async def test_what_nobody_said_is_not_found(person: Person):
    reply = await ask(person, "谁承诺建设海底隧道博物馆？")
    assert reply.marked(*QUOTES) == []
    assert TEXTS.not_found in reply.text


async def test_an_english_speaker_is_answered_in_english_with_the_words_as_printed(
    bot_api: BotApiServer, person: Person, meeting: Meeting
):
    reader = Person(bot_api.state, bot_api.state.add_user("Anna", language="en"))
    assert (await ask(reader, "/help")).text.startswith(load_texts(Language.EN).help.strip())
    assert (await ask(person, "/help")).text.startswith(TEXTS.help.strip())
    check_quotes(await ask(reader, QUESTION), meeting)


# --- under an answer


async def press(person: Person, reply: Reply, button: str) -> Reply:
    """Press a button and return what the message shows then, which Telegram's own library shows as it is."""
    await person.press(reply, button)
    shown = await person.next_edit(PATIENCE)
    assert shown.message_id == reply.message_id
    if ORACLE:
        assert tdlib.shown_styles(shown.text, shown.entities) == tdlib.styles_of(shown.text, shown.entities)
    return shown


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "沙溪怎么优化营商环境？",
        "哪几位讲到二十大？",
        "谁没有提到德国？",
        "发言的都有谁？",
        "陈磊的“零事故”理念怎么落实？",
        "毛雅萍有没有说今年外资要到多少亿美元？",
    ],
)
async def test_whatever_is_tapped_under_an_answer_is_shown_as_it_was_said_and_leads_back(
    person: Person, meeting: Meeting, question: str
):
    answer = await ask(person, question)
    source = meeting.speeches[0].source.text
    seen, views = {button.get("callback_data") for button in answer.buttons if "vote" in str(button)}, [answer]
    while views:
        view = views.pop()
        for button in view.buttons:
            data = button.get("callback_data", "")
            # a tap on 返回 changes nothing while the answer is shown; a picture is no view
            if not data or data in seen or data.startswith(("answer:", "card:")):
                continue
            seen.add(data)
            shown = await press(person, view, data)
            assert len(shown.message["reply_markup"]["inline_keyboard"]) <= 3
            for line in (line for quoted in shown.marked(*QUOTES) for line in quoted.split("\n")):
                assert squash(line.strip("…")) in squash(source)
            views.append(shown)
    assert len(seen) >= 3
    back = await press(person, shown, TEXTS.button_back)
    assert (back.text, back.entities, back.buttons) == (answer.text, answer.entities, answer.buttons)


async def test_who_is_meant_is_tapped_and_the_answer_takes_the_questions_place(person: Person, meeting: Meeting):
    asked_back = await ask(person, "书记说了什么？")
    answered = await press(person, asked_back, "王晓红")
    assert "王晓红 · 沙溪镇党委书记" in answered.text
    words = [quoted for quoted in answered.marked(*QUOTES) if quoted in meeting.speeches_of("王晓红")[0].text]
    assert words


# --- whatever else people send


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="blank"),
        pytest.param("引进百亿级项目" * 585 + "？", id="4096 characters"),
        pytest.param("😀" * 2048, id="4096 code units of emoji"),
        pytest.param("<b>谁</b> *承诺* `百亿级` [项目](tg://user?id=1) &amp; </blockquote>", id="markup"),
        pytest.param("谁承诺引进\ud83d百亿级项目？\udc00", id="lone surrogates"),
        pytest.param("谁\x00承诺\x07引进\x1b[31m百亿级\x7f项目？", id="control characters"),
        pytest.param("👩‍👩‍👧‍👦🇨🇳😀", id="emoji"),
        pytest.param("\u202e？目项级亿百\u202c", id="right to left"),
        pytest.param("𠮷𠮷", id="rare character"),
        pytest.param("？", id="question mark"),
        pytest.param("/", id="slash"),
        pytest.param("@whosaid_bot", id="mention"),
        pytest.param("' OR 1=1; --", id="injection"),
        pytest.param("9" * 400, id="digits"),
        pytest.param("谁̴̢承̵͉诺̶͇", id="stacked marks"),
    ],
)
async def test_a_strange_message_gets_a_polite_answer(person: Person, text: str):
    reply = await ask(person, text)
    assert reply.text != TEXTS.failed.strip()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"location": {"longitude": 121.1, "latitude": 31.5}}, id="place"),
        pytest.param({"dice": {"emoji": "🎲", "value": 3}}, id="dice"),
        pytest.param({"contact": {"phone_number": "1", "first_name": "李"}}, id="contact"),
    ],
)
async def test_what_is_no_text_is_said_to_be_none(person: Person, content: dict[str, Any]):
    assert (await ask(person, "", **content)).text == TEXTS.only_text.strip()


# --- groups


async def test_in_a_group_the_bot_answers_whoever_asks_it_and_nobody_else(
    bot_api: BotApiServer, person: Person, meeting: Meeting
):
    member = person.within(bot_api.state.add_group("大会学习群"))
    await member.send("大家看看会议报道")
    asked = await member.send(f"@whosaid_bot {QUESTION}")
    reply = await member.next_reply(PATIENCE)
    check_quotes(reply, meeting)
    assert reply.message["reply_to_message"]["message_id"] == asked["message_id"]
    await member.send(f"/ask@whosaid_bot {QUESTION}")
    check_quotes(await member.next_reply(PATIENCE), meeting)
    with pytest.raises(TimeoutError):
        await member.next_event(EventKind.MESSAGE, 0.2)


async def test_in_a_forum_the_answer_is_folded_and_stands_in_the_topic_of_the_question(
    bot_api: BotApiServer, person: Person, meeting: Meeting
):
    forum = bot_api.state.add_group("大会论坛", forum=True)
    topic = bot_api.state.add_topic(forum, "外资")
    member = person.within(forum, thread=topic)
    asked = await member.send("@whosaid_bot 哪些人提到了企业？")
    reply = await member.next_reply(PATIENCE)
    check_quotes(reply, meeting)
    assert reply.marked("expandable_blockquote")
    assert reply.message["message_thread_id"] == topic
    assert reply.message["reply_to_message"]["message_id"] == asked["message_id"]
    assert len(reply.message["reply_markup"]["inline_keyboard"]) == 1
    if ORACLE:
        assert tdlib.shown_styles(reply.text, reply.entities) == tdlib.styles_of(reply.text, reply.entities)


async def test_a_group_that_adds_the_bot_is_greeted(bot_api: BotApiServer, person: Person, meeting: Meeting):
    member = person.within(bot_api.state.add_group("新群"))
    member.seat("left")
    member.seat("member")
    assert meeting.title in (await member.next_reply(PATIENCE)).text


# --- what people think, and what is kept of them


async def test_a_vote_is_thanked_for_and_shown(person: Person):
    reply = await ask(person, QUESTION)
    await person.press(reply, "👎")
    assert (await person.next_answer(PATIENCE))["text"] == TEXTS.voted_down
    shown = await person.next_edit(PATIENCE)
    assert "👎 ✓" in [button["text"] for button in shown.buttons]
    await person.react(reply, "👍")
    await ask(person, "/help")


async def test_whoever_asks_is_told_what_is_kept_and_forgotten_when_they_wish(person: Person):
    reply = await ask(person, QUESTION)
    assert "30" in (await ask(person, "/privacy")).text
    asked = await ask(person, "/forget")
    await person.press(asked, TEXTS.button_forget)
    assert TEXTS.forgot_questions.format(count=1) in (await person.next_edit(PATIENCE)).text
    await person.next_answer(PATIENCE)
    await person.press(reply, "👍")
    assert (await person.next_answer(PATIENCE))["text"] == TEXTS.outdated


async def test_an_admin_sees_what_could_not_be_answered(person: Person, admin: Person):
    await ask(person, "谁承诺建设海底隧道博物馆？")
    assert (await ask(person, "/unanswered")).text == TEXTS.no_command.strip()
    assert "谁承诺建设海底隧道博物馆？" in (await ask(admin, "/unanswered")).text


# --- at last


async def test_nothing_went_wrong_and_the_log_tells_no_secret(running: Path, person: Person):
    await ask(person, QUESTION)
    log = read_log(running)
    assert "Traceback" not in log
    assert "ERROR" not in log
    assert "a-token-for-our-own-server" not in log
    assert "百亿级" not in log
