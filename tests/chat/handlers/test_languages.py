"""/language, over HTTP."""

from __future__ import annotations

import pytest

from bot.chat.texts import Language, load_texts

HANS, HANT, EN = (load_texts(language) for language in (Language.ZH_HANS, Language.ZH_HANT, Language.EN))


async def choose(person, label: str):
    await person.send("/language")
    await person.press(await person.next_reply(), label)
    return await person.next_edit()


@pytest.mark.parametrize(("label", "texts"), [("繁體中文", HANT), ("English", EN), ("简体中文", HANS)])
async def test_a_language_is_confirmed_in_itself_and_spoken_from_then_on(chat, label, texts):
    shown = await choose(chat.person, label)
    assert shown.text == texts.language_chosen
    assert f"{label} ✓" in [button["text"] for button in shown.buttons]
    assert await chat.reply("/new") == texts.forgotten


async def test_the_menu_of_the_chat_changes_with_the_language_and_back(chat):
    scope = (f"chat:{chat.person.chat['id']}", "")
    await choose(chat.person, "English")
    assert {entry["description"] for entry in chat.state.commands[scope]} >= {EN.command_new}
    shown = await choose(chat.person, EN.language_auto)
    assert shown.text == HANS.language_followed
    assert scope not in chat.state.commands


async def test_whoever_is_forgotten_has_the_menu_of_their_telegram_again(chat):
    await choose(chat.person, "English")
    await chat.person.send("/forget")
    asked = await chat.person.next_reply()
    await chat.person.press(asked, EN.button_forget)
    await chat.person.next_edit()
    assert not [scope for scope, _ in chat.state.commands if scope.startswith("chat:")]
    assert await chat.reply("/new") == HANS.forgotten


async def test_the_choice_holds_in_groups_and_for_nobody_else(chat):
    await choose(chat.person, "English")
    group = chat.state.add_group("老街夜话")
    await chat.person.within(group).send("/new@whosaid_bot")
    assert (await chat.person.within(group).next_reply()).text == EN.forgotten
    other = chat.newcomer()
    await other.send("/new")
    assert (await other.next_reply()).text == HANS.forgotten


async def test_in_a_group_a_choice_is_confirmed_to_whoever_made_it_alone(chat):
    group = chat.state.add_group("老街夜话")
    first, second = chat.person.within(group), chat.newcomer().within(group)
    await first.send("/language@whosaid_bot")
    offered = await first.next_reply()
    await second.press(offered, "繁體中文")
    assert (await second.next_answer())["text"] == HANT.language_chosen
    await first.send("/new@whosaid_bot")
    assert (await first.next_reply()).text == HANS.forgotten
    assert not [scope for scope, _ in chat.state.commands if scope.startswith("chat:")]


async def test_a_language_there_is_none_of_is_outdated(chat):
    await chat.person.send("/language")
    reply = await chat.person.next_reply()
    for data in ("language:fr", "language"):
        reply.buttons[0]["callback_data"] = data
        await chat.person.press(reply, data)
        assert (await chat.person.next_answer())["text"] == HANS.outdated


class TestWhoRunsTheBot:
    """Their menu has a command more, in any language."""

    @pytest.fixture
    def chat_settings(self) -> dict[str, object]:
        return {"group_seconds": 0, "admins": list(range(100_001, 100_050))}

    async def test_keeps_the_command_that_others_do_not_have(self, chat):
        scope = f"chat:{chat.person.chat['id']}"
        for label in ("English", EN.language_auto):
            await choose(chat.person, label)
            for code in ("", "zh"):
                assert "unanswered" in {entry["command"] for entry in chat.state.commands[scope, code]}
