"""Who asks too fast is told once, over HTTP; time is that of the messages."""

from __future__ import annotations

import pytest

from bot.chat.texts import Language, load_texts

HANS = load_texts(Language.ZH_HANS)


@pytest.fixture
def chat_settings():
    """Return settings by which one may ask three questions at once, and three a minute."""
    return {"questions_per_minute": 3, "group_seconds": 0}


@pytest.fixture
def now(chat):
    """Return the time of the server, to be moved by hand."""
    time = [1_700_000_000.0]
    chat.state.clock = lambda: time[0]
    return time


async def silent(chat, person) -> bool:
    await chat.idle()
    with pytest.raises(TimeoutError):
        await person.next_reply(0.05)
    return True


@pytest.mark.usefixtures("now")
async def test_one_question_too_many_is_told_of_once_and_then_passed_over(chat):
    for _ in range(3):
        assert "何敏" in await chat.reply("清淤河道8公里")
    assert await chat.reply("清淤河道8公里") == HANS.too_fast.format(seconds=20)
    for _ in range(5):
        await chat.person.send("/help")
    assert await silent(chat, chat.person)
    assert len(chat.engine.asked) == 3


async def test_who_waits_as_told_is_answered(chat, now):
    for _ in range(4):
        await chat.reply("清淤河道8公里")
    now[0] += 20
    assert "何敏" in await chat.reply("清淤河道8公里")
    await chat.person.send("清淤河道8公里")
    assert await silent(chat, chat.person)  # it was told already
    now[0] += 60
    for _ in range(3):
        assert "何敏" in await chat.reply("清淤河道8公里")
    assert await chat.reply("清淤河道8公里") == HANS.too_fast.format(seconds=20)


@pytest.mark.usefixtures("now")
async def test_nobody_is_blamed_for_another_or_for_what_is_not_said_to_the_bot(chat):
    for _ in range(4):
        await chat.reply("清淤河道8公里")
    other = chat.newcomer()
    await other.send("清淤河道8公里")
    assert "何敏" in (await other.next_reply()).text
    chat.state.privacy = False
    member = other.within(chat.state.add_group("老街夜话"))
    for _ in range(9):
        await member.send("大家吃了吗")
    await member.send("/ask 清淤河道8公里")
    assert "何敏" in (await member.next_reply()).text


@pytest.mark.usefixtures("now")
async def test_buttons_are_pressed_as_fast_as_one_likes(chat):
    await chat.person.send("新增路灯１２０盏")
    reply = await chat.person.next_reply()
    for _ in range(9):
        await chat.person.press(reply, HANS.button_context)
        assert not (await chat.person.next_answer())["text"]


class TestWithoutALimit:
    """A bot that lets everybody ask as fast as they like."""

    @pytest.fixture
    def chat_settings(self):
        return {"questions_per_minute": 0}

    async def test_nobody_is_stopped(self, chat):
        for _ in range(30):
            assert "何敏" in await chat.reply("清淤河道8公里")
