"""What is remembered of a conversation."""

from __future__ import annotations

from bot.chat.memory import Memory

HE, SHE = (1, 1), (1, 2)


def test_messages_come_back_oldest_first():
    memory = Memory(talkers=9, messages=9)
    memory.remember(HE, "路灯修了吗")
    memory.remember(HE, "那河道呢")
    assert memory.recall(HE) == ("路灯修了吗", "那河道呢")


def test_only_the_last_few_are_kept():
    memory = Memory(talkers=9, messages=2)
    for message in "一二三":
        memory.remember(HE, message)
    assert memory.recall(HE) == ("二", "三")


def test_two_members_of_a_group_have_a_conversation_each():
    memory = Memory(talkers=9, messages=9)
    memory.remember(HE, "路灯修了吗")
    assert memory.recall(SHE) == ()


def test_whoever_was_silent_longest_is_forgotten_first():
    memory = Memory(talkers=2, messages=9)
    memory.remember(HE, "一")
    memory.remember(SHE, "二")
    memory.remember(HE, "三")
    memory.remember((2, 3), "四")
    assert len(memory) == 2
    assert memory.recall(SHE) == ()
    assert memory.recall(HE) == ("一", "三")


def test_recalling_a_stranger_leaves_no_trace():
    memory = Memory(talkers=2, messages=9)
    assert memory.recall(HE) == ()
    assert len(memory) == 0


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again():
    memory = Memory(talkers=2, messages=9)
    memory.remember(HE, "一")
    memory.forget(HE)
    memory.forget(HE)
    assert memory.recall(HE) == ()


def test_a_memory_of_no_messages_remembers_none():
    memory = Memory(talkers=2, messages=0)
    memory.remember(HE, "一")
    assert memory.recall(HE) == ()
