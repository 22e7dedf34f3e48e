"""Verifications, as a person reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.verification import Verifier
from bot.chat.delivery import to_telegram
from bot.chat.limits import fits
from bot.chat.rendering.rooms import GROUP, PRIVATE, has_room
from bot.chat.rendering.verifications import render_verifications
from bot.chat.reply import EntityKind, Reply
from bot.chat.terminal import to_plain
from bot.chat.texts import Language, load_texts

HANS, HANT, EN = (load_texts(language) for language in (Language.ZH_HANS, Language.ZH_HANT, Language.EN))


@pytest.fixture
def verified(street):
    """Return what verifies a message about the street and says what became of it."""
    verifier = Verifier(street)

    def say(message: str, texts=HANS, room=PRIVATE) -> Reply:
        return render_verifications(verifier.verify(message), street, texts, room=room)

    return say


def styled(reply: Reply, *kinds: EntityKind) -> list[str]:
    return [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind in kinds]


def test_word_for_word_is_said_above_the_quote(verified):
    assert to_plain(verified("年内新增路灯120盏，覆盖全部背街小巷")) == (
        "✅ 一字不差\n\n沈𠮷安 · 老街街道党工委书记\n> 年内新增路灯１２０盏，覆盖全部背街小巷\n"
        "—— 让老街亮起来 · 《把老街的事一件一件办好》"
    )


def test_a_difference_is_told_in_words_bold_in_the_source_and_struck_out_of_the_quotation(verified):
    reply = verified("年内新增路灯150盏，覆盖全部背街小巷")
    assert to_plain(reply) == (
        "⚠️ 有出入\n• 数字：原文是“１２０盏”，引文作“150盏”\n引文：年内新增路灯150盏，覆盖全部背街小巷\n\n"
        "沈𠮷安 · 老街街道党工委书记\n> 年内新增路灯１２０盏，覆盖全部背街小巷\n"
        "—— 让老街亮起来 · 《把老街的事一件一件办好》"
    )
    assert styled(reply, EntityKind.STRIKE) == ["150盏"]
    assert styled(reply, EntityKind.BOLD) == ["⚠️ 有出入", "沈𠮷安", "１２０盏"]


def test_words_left_out_and_words_added_are_told_apart(verified):
    reply = verified("力争投诉量下降30%，路灯若是坏了，24小时内修好")
    assert "• 限定：原文是“30%以上”，引文作“30%”" in reply.text
    assert "• 用词：多了“若是”" in reply.text
    assert "• 否定：多了“不”" in verified("年内不新增路灯120盏").text
    assert "• 承诺的程度：少了“力争”" in verified("推行“门前三包”，投诉量下降30%以上").text


def test_whoever_said_it_is_named_beside_whoever_is_said_to_have(verified):
    text = verified("何敏说：“路灯坏了，24小时内修好”").text
    assert text.startswith("👤 张冠李戴：话是原话，但不是何敏说的，是周立群说的。\n\n周立群 · 市城管局局长")
    text = verified("何敏说：“三位负责人先后发言”").text
    assert "是报道里写的" in text


def test_what_is_not_there_is_not_said_to_be_untrue(verified):
    text = verified("明年给每条巷子都装上监控").text
    assert text == "❔ 未出现：报道里没有找到这句话。\n报道没有写，不等于没有说过。"


def test_the_nearest_passage_is_not_taken_for_the_same(verified):
    reply = verified("今年打算装一百多盏路灯，小巷子里也有")
    assert "❔ 未出现" in reply.text
    if EntityKind.QUOTE in {entity.kind for entity in reply.entities}:
        assert HANS.verify_nearest in reply.text


def test_another_script_is_told_and_is_no_difference(verified):
    assert verified("年內新增路燈120盞，覆蓋全部背街小巷").text.startswith("✅ 一字不差\n只有繁简不同。\n")


def test_a_word_is_shown_in_the_clause_it_stands_in(verified):
    reply = verified("路灯")
    assert styled(reply, EntityKind.QUOTE) == ["年内新增路灯１２０盏，", "路灯坏了，"]
    assert "另有 1 处同样的话：周立群。" in reply.text


def test_several_quotations_are_numbered_and_the_meeting_is_named_once(verified):
    reply = verified("何敏：清淤河道8公里\n周立群：路灯坏了，36小时内修好\n沈𠮷安：路灯坏了，24小时内修好")
    lines = reply.text.splitlines()
    assert [line for line in lines if line[:2] in {"1.", "2.", "3."}] == [
        "1. ✅ 一字不差",
        "2. ⚠️ 有出入",
        "3. 👤 张冠李戴：话是原话，但不是沈𠮷安说的，是周立群说的。",
    ]
    assert reply.text.count("《把老街的事一件一件办好》") == 1


def test_a_message_without_words_is_asked_for_some(verified):
    assert verified("👍👍").text == HANS.verify_nothing


@pytest.mark.parametrize("texts", [HANS, HANT, EN])
def test_every_language_says_every_status(verified, texts):
    for message in ("清淤河道8公里", "清淤河道9公里", "周立群：清淤河道8公里", "火星上没有路灯", ""):
        assert verified(message, texts).text


def test_of_a_long_quotation_parts_are_shown(make_meeting):
    words = "".join(f"第{number}条巷子装上路灯{number + 20}盏，让居民放心。" for number in range(40))
    street = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", words)])
    reply = render_verifications(Verifier(street).verify(words), street, HANS)
    assert styled(reply, EntityKind.QUOTE, EntityKind.LONG_QUOTE) == [
        words[: words.index("。") + 1],
        "第39条巷子装上路灯59盏，让居民放心",
    ]
    changed = render_verifications(Verifier(street).verify(words.replace("路灯37盏", "路灯73盏")), street, HANS)
    assert styled(changed, EntityKind.QUOTE) == ["第17条巷子装上路灯37盏，让居民放心。"]


def test_where_there_is_no_room_for_all_every_quotation_is_still_told_of(verified):
    right = ["何敏：清淤河道8公里", "周立群：路灯坏了，24小时内修好", "沈𠮷安：还要办好“老街夜市”"] * 2
    reply = verified("\n".join([*right, "何敏：建成“河湖长制”示范段5处"]), room=GROUP)
    assert fits(reply)
    assert has_room(reply, GROUP)
    assert "2. “路灯坏了，24小时内修好” ✅ 一字不差" in reply.text
    assert "7. ⚠️ 有出入\n• 数字：原文是“2处”，引文作“5处”" in reply.text, "what is wrong is shown whole"


def test_of_very_many_quotations_the_first_are_told_of(verified):
    message = "\n".join(f"何敏：清淤河道{number}公里，建成示范段" for number in range(10, 60))
    for room in (PRIVATE, GROUP):
        reply = verified(message, room=room)
        assert fits(reply)
        assert "还有 38 段没有列出" in reply.text


@given(
    st.lists(
        st.sampled_from(
            [
                "年内新增路灯",
                "１２０盏",
                "130盏",
                "何敏：",
                "“",
                "”",
                "\n",
                "𠮷",
                "👩‍🔧",
                "8公里",
                "清淤河道",
                "……",
                "下降30%以上",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_is_pasted_can_be_sent(make_meeting, pieces: list[str]):
    street = make_meeting()
    reply = render_verifications(Verifier(street).verify("".join(pieces)), street, HANS)
    assert reply.text
    text, entities = to_telegram(reply)
    for entity in entities:
        assert entity.offset + entity.length <= len(text.encode("utf-16-le")) // 2
