"""Answers, as a person reads them."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.delivery import to_telegram
from bot.chat.limits import fits, split
from bot.chat.rendering.answers import MAX_LISTED, render
from bot.chat.rendering.pages import render_speakers, render_start
from bot.chat.reply import EntityKind, Reply
from bot.chat.terminal import to_plain
from bot.chat.texts import Language, load_texts
from bot.corpus.gathering import gather
from bot.types import Answer, AnswerStatus, QuestionKind, Quote, Span

HANS, HANT, EN = (load_texts(language) for language in (Language.ZH_HANS, Language.ZH_HANT, Language.EN))
ANSWERED, CORRECTED, NOT_FOUND = AnswerStatus.ANSWERED, AnswerStatus.CORRECTED, AnswerStatus.NOT_FOUND
LAMPS = "年内新增路灯１２０盏"
RIVER = "清淤河道8公里"
REPAIR = "路灯坏了，24小时内修好"


def styled(reply: Reply, *kinds: EntityKind) -> list[str]:
    return [reply.text[entity.start : entity.end] for entity in reply.entities if entity.kind in kinds]


@pytest.fixture
def lamps(street, make_quote) -> Quote:
    return make_quote(street.speeches[0], LAMPS, "１２０盏")


@pytest.fixture
def river(street, make_quote) -> Quote:
    return make_quote(street.speeches[1], RIVER)


@pytest.fixture
def repair(street, make_quote) -> Quote:
    return make_quote(street.speeches[2], REPAIR, "24小时内")


@pytest.fixture
def answer(street, make_question):
    """Return a maker of answers about the street; its keywords are those of ``Answer`` and of the question."""

    def make(status: AnswerStatus, *quotes: Quote, kind=QuestionKind.WHO, about=(), words=(), inherited="", **fields):
        asked = make_question("？", kind, about=about, words=words, inherited=inherited)
        return Answer(asked, street, status, tuple(quotes), **fields)

    return make


# --- answered ---------------------------------------------------------------------------------------------


def test_an_answer_is_who_then_the_words_then_where(answer, lamps):
    assert to_plain(render(answer(ANSWERED, lamps, speakers=("沈𠮷安",)), HANS)) == (
        "沈𠮷安 · 老街街道党工委书记\n> 年内新增路灯１２０盏\n—— 让老街亮起来 · 《把老街的事一件一件办好》"
    )


def test_the_decisive_words_are_bold_inside_the_quote(answer, lamps):
    reply = render(answer(ANSWERED, lamps), HANS)
    assert styled(reply, EntityKind.QUOTE) == [LAMPS]
    assert styled(reply, EntityKind.BOLD) == ["沈𠮷安", "１２０盏"]


@given(
    st.sampled_from(["何敏", "沈𠮷安", "👩‍🔧"]),
    st.lists(
        st.sampled_from(["路灯", "１２０", "𠮷", "👩‍🔧", "👍🏽", "🇨🇳", "e\u0301", "8%以上", "。", "\n"]), max_size=20
    ),
    st.data(),
)
def test_quote_and_decisive_words_keep_their_places_in_utf16(
    make_meeting, make_question, name: str, pieces: list[str], data: st.DataObject
):
    words = f"灯{''.join(pieces)}亮"
    edges = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=8, unique=True)))
    emphasis = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))
    meeting = make_meeting([(name, "书记", "老街街道", "让老街亮起来", words)])
    quote = Quote(meeting.speeches[0], Span(0, len(words)), emphasis)
    text, entities = to_telegram(render(Answer(make_question("？"), meeting, ANSWERED, (quote,)), HANS))
    units = text.encode("utf-16-le")
    shown = [
        (entity.type, units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le"))
        for entity in entities
    ]
    assert shown == [("bold", name), ("blockquote", words), *(("bold", span.of(words)) for span in emphasis)]


def test_a_long_quote_is_shown_folded(make_meeting, make_quote, answer):
    meeting = make_meeting([("何敏", "局长", "水务局", "一河清水", "清淤河道，" * 60)])
    reply = render(answer(ANSWERED, make_quote(meeting.speeches[0], "清淤河道，" * 60)), HANS)
    assert styled(reply, EntityKind.LONG_QUOTE) == ["清淤河道，" * 60]


def test_speakers_with_quotes_are_told_apart_and_the_meeting_is_named_once(answer, lamps, repair):
    assert to_plain(render(answer(ANSWERED, lamps, repair), HANS)) == (
        "沈𠮷安 · 老街街道党工委书记\n> 年内新增路灯１２０盏\n—— 让老街亮起来\n\n"
        "周立群 · 市城管局局长\n> 路灯坏了，24小时内修好\n—— 管出清爽街面\n\n"
        "《把老街的事一件一件办好》"
    )


def test_quotes_of_one_speaker_stand_under_one_name(street, make_quote, answer, lamps, repair):
    market = make_quote(street.speeches[0], "办好“老街夜市”")
    reply = render(answer(ANSWERED, lamps, repair, market), HANS)
    assert reply.text.count("沈𠮷安") == 1
    assert styled(reply, EntityKind.QUOTE) == [LAMPS, "办好“老街夜市”", REPAIR]


def test_a_speaker_with_two_speeches_is_named_once_with_both_sections(make_meeting, make_quote, answer):
    role = ("何敏", "市水务局局长", "市水务局")
    meeting = make_meeting([(*role, "一河清水", "清淤河道8公里。"), (*role, "一城绿意", "建成口袋公园3座。")])
    quotes = [make_quote(speech, speech.text) for speech in meeting.speeches]
    assert to_plain(render(answer(ANSWERED, *quotes), HANS)) == (
        "何敏 · 市水务局局长\n> 清淤河道8公里。\n—— 一河清水\n\n> 建成口袋公园3座。\n—— 一城绿意\n\n"
        "《把老街的事一件一件办好》"
    )


def test_the_reporters_words_are_never_shown_as_a_speakers(street, answer):
    quote = Quote(street.reporter, Span(0, len(street.reporter.text)))
    reply = render(answer(ANSWERED, quote, kind=QuestionKind.MEETING), HANS)
    assert to_plain(reply) == (
        "报道里的文字（不是发言人的原话）\n> 昨天上午，老街街道召开议事会，三位负责人先后发言。\n"
        "—— 《把老街的事一件一件办好》"
    )
    assert styled(reply, EntityKind.BOLD) == []


def test_words_without_a_section_or_role_leave_no_gap(make_meeting, make_quote, answer):
    meeting = make_meeting([("何敏", "", "", "", "清淤河道8公里。")])
    text = to_plain(render(answer(ANSWERED, make_quote(meeting.speeches[0], RIVER)), HANS))
    assert text == "何敏\n> 清淤河道8公里\n—— 《把老街的事一件一件办好》"


def test_no_more_quotes_are_shown_than_asked_for(answer, lamps, river, repair):
    reply = render(answer(ANSWERED, lamps, river, repair), HANS, max_quotes=2)
    assert styled(reply, EntityKind.QUOTE) == [LAMPS, RIVER]


def test_a_list_shows_more_quotes_and_says_how_many_are_left_out(street, make_quote, answer):
    text = street.speeches[0].text
    quotes = [make_quote(street.speeches[0], text[place : place + 1]) for place in range(15)]
    reply = render(answer(ANSWERED, *quotes, kind=QuestionKind.LIST), HANS)
    assert len(styled(reply, EntityKind.QUOTE)) == MAX_LISTED
    assert f"还有 {15 - MAX_LISTED} 处没有列出" in reply.text


def test_the_lines_that_name_the_speakers_are_shown_all_and_leave_room_for_words(make_meeting, answer):
    rows = [(f"何敏{index}", "局长", "水务局", "一河清水", f"清淤河道{index}公里。") for index in range(20)]
    meeting = make_meeting(rows)
    lines = [Quote(meeting.reporter, Span(index, index + 1)) for index in range(20)]
    named = dataclasses.replace(
        meeting,
        speeches=tuple(
            dataclasses.replace(speech, role_line=line.span)
            for speech, line in zip(meeting.speeches, lines, strict=True)
        ),
    )
    words = [Quote(speech, Span(0, 4)) for speech in named.speeches[:5]]
    whole = answer(ANSWERED, *lines, *words, kind=QuestionKind.MEETING)
    reply = render(dataclasses.replace(whole, meeting=named), HANS)
    assert len(styled(reply, EntityKind.QUOTE)) == 20 + 3
    assert "还有 2 处没有列出" in reply.text


def test_a_speech_that_is_cut_does_not_ask_for_the_speaker_again(street, make_quote, answer):
    text = street.speeches[0].text
    quotes = [make_quote(street.speeches[0], text[place : place + 1]) for place in range(15)]
    for texts in (HANS, HANT, EN):
        reply = render(answer(ANSWERED, *quotes, kind=QuestionKind.SPEAKER, about=("沈𠮷安",)), texts)
        assert texts.more_of_speaker.format(count=3) in reply.text


def test_a_list_that_is_too_long_for_a_message_is_cut_to_fit_one(make_meeting, make_quote, answer):
    words = "清淤河道，" * 120
    meeting = make_meeting(
        [(f"何敏{index}", "局长", "水务局", f"一河清水{index}", f"{index}{words}") for index in range(9)]
    )
    quotes = [make_quote(speech, speech.text) for speech in meeting.speeches]
    reply = render(answer(ANSWERED, *quotes, kind=QuestionKind.COMPARE), HANS)
    assert fits(reply)
    assert len(styled(reply, EntityKind.LONG_QUOTE)) == 6
    assert "还有 3 处没有列出" in reply.text


def test_one_quote_longer_than_a_message_is_sent_whole_in_several(make_meeting, make_quote, answer):
    words = "𠮷清淤河道。" * 800
    meeting = make_meeting([("何敏", "局长", "水务局", "一河清水", words)])
    parts = split(render(answer(ANSWERED, make_quote(meeting.speeches[0], words)), HANS))
    assert len(parts) == 2
    assert all(map(fits, parts))
    assert "".join("".join(styled(part, EntityKind.LONG_QUOTE)) for part in parts) == words


def test_a_follow_up_says_how_it_was_understood(answer, river):
    reply = render(answer(ANSWERED, river, inherited="何敏"), HANS)
    assert reply.text.startswith("接着上文：何敏\n\n何敏 · ")


# --- corrected --------------------------------------------------------------------------------------------


def test_words_of_another_speaker_are_given_back_to_them(answer, repair):
    reply = render(answer(CORRECTED, repair, about=("何敏",), speakers=("周立群",)), HANS)
    assert reply.text.startswith("按报道，何敏没有这样说过。这是周立群的话：\n\n周立群 · 市城管局局长\n")


def test_what_the_speaker_did_say_corrects_what_they_are_said_to_have_said(answer, repair):
    reply = render(answer(CORRECTED, repair, about=("周立群",), speakers=("周立群",)), HANS)
    assert reply.text.startswith("按报道，原话不是这样说的，而是：\n\n周立群")


def test_a_correction_reads_the_speakers_from_the_quotes_if_it_must(answer, repair):
    assert "这是周立群的话" in render(answer(CORRECTED, repair, about=("何敏",)), HANS).text


def test_a_wrong_premise_about_nobody_is_corrected_by_the_words_alone(answer, repair):
    assert render(answer(CORRECTED, repair, speakers=("周立群",)), HANS).text.startswith("按报道，原话不是这样说的")


# --- absent -----------------------------------------------------------------------------------------------


def test_who_did_not_use_a_word_is_listed_without_saying_that_they_do_not_care(answer, river):
    reply = render(
        answer(ANSWERED, river, kind=QuestionKind.ABSENT, words=("河道",), speakers=("沈𠮷安", "周立群")), HANS
    )
    assert to_plain(reply) == (
        "按报道的文字，下面几位的发言里没有出现“河道”：\n沈𠮷安 · 老街街道党工委书记\n周立群 · 市城管局局长\n\n"
        "这只说明报道出来的话里没有这些字，不等于没有谈过。\n\n提到的有：\n\n"
        "何敏 · 市水务局局长\n> 清淤河道8公里\n—— 守好一河清水 · 《把老街的事一件一件办好》"
    )


def test_the_words_of_an_absence_are_taken_from_what_was_found_and_missing_if_need_be(answer):
    reply = render(
        answer(ANSWERED, kind=QuestionKind.ABSENT, found=("路灯",), missing=("公园",), speakers=("何敏",)), HANS
    )
    assert "没有出现“路灯”、“公园”" in reply.text


def test_nobody_is_listed_when_everyone_used_the_word(answer, lamps):
    reply = render(answer(ANSWERED, lamps, kind=QuestionKind.ABSENT, words=("路灯",)), HANS)
    assert reply.text.startswith("按报道的文字，每位发言人都提到了“路灯”：\n\n沈𠮷安")


# --- no quotes --------------------------------------------------------------------------------------------


def test_what_was_looked_for_is_said_when_nothing_is_found(answer, street):
    found = answer(
        NOT_FOUND, about=("何敏",), found=("路灯",), missing=("公园", "地铁"), suggestions=street.speeches[:2]
    )
    assert render(found, HANS).text == (
        "在何敏的发言里，没有找到能回答这个问题的原话。\n文中提到了“路灯”，没有提到“公园”、“地铁”。\n\n"
        "内容比较接近的发言：\n• 沈𠮷安：让老街亮起来\n• 何敏：守好一河清水"
    )


def test_words_that_all_occur_or_all_do_not_are_said_to(answer):
    assert render(answer(NOT_FOUND, found=("路灯",)), HANS).text.endswith("\n文中提到了“路灯”，但没有哪句话正面回答。")
    assert render(answer(NOT_FOUND, missing=("公园",)), HANS).text.endswith("\n文中没有提到“公园”。")


def test_a_name_that_is_missing_is_not_found_in_pieces(answer):
    found = answer(NOT_FOUND, found=("林", "月", "路灯"), missing=("林郑月娥",))
    assert render(found, HANS).text.endswith("\n文中提到了“路灯”，没有提到“林郑月娥”。")


def test_a_question_without_words_is_told_just_that_nothing_was_found(answer):
    assert render(answer(NOT_FOUND), HANS).text == "没有找到能回答这个问题的原话。"


def test_a_message_of_nothing_but_odd_words_is_not_read_back_in_full(answer):
    reply = render(answer(NOT_FOUND, missing=("灯" * 4096, *(f"词{index}" for index in range(50)))), HANS)
    assert len(reply.text) < 120
    assert "“灯灯" in reply.text


def test_half_a_surrogate_pair_in_a_word_can_be_shown(answer):
    render(answer(NOT_FOUND, missing=("\ud83d",), inherited="\ud83d"), HANS).text.encode()


def test_a_suggestion_without_a_section_names_the_role(make_meeting, answer):
    meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "", "清淤河道8公里。")])
    reply = render(answer(NOT_FOUND, suggestions=(*meeting.speeches, meeting.reporter)), HANS)
    assert "• 何敏：市水务局局长\n• 报道里的文字（不是发言人的原话）：《把老街的事一件一件办好》" in reply.text


def test_what_has_nothing_to_do_with_the_meeting_gets_an_example(answer):
    reply = render(answer(AnswerStatus.OFF_TOPIC, kind=QuestionKind.OFFTOPIC), HANS)
    assert reply.text.endswith("可以这样问我：\n谁提到了“门前三包”？")
    assert "\n" not in reply.text.split("\n", 1)[1]


def test_words_of_the_question_are_shown_as_they_were_typed(answer):
    nothing = answer(NOT_FOUND, missing=("捷运", "beer"), found=("啤酒节",))
    asked = dataclasses.replace(nothing.question, text="啤酒節有沒有 Beer，要不要搭捷運")
    reply = render(dataclasses.replace(nothing, question=asked), HANT)
    assert "「捷運」" in reply.text
    assert "「Beer」" in reply.text
    assert "「啤酒節」" in reply.text


@pytest.mark.parametrize("texts", [HANS, HANT, EN])
@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("你好", "courtesy_greeting"),
        ("你是谁", "courtesy_about"),
        ("谢谢", "courtesy_thanks"),
        ("bye", "courtesy_pleasantry"),
        ("傻逼", "courtesy_rude"),
    ],
)
def test_a_courtesy_is_answered_in_kind_and_not_voted_on(answer, texts, said, key):
    chatter = answer(AnswerStatus.OFF_TOPIC, kind=QuestionKind.OFFTOPIC)
    chatter = dataclasses.replace(chatter, question=dataclasses.replace(chatter.question, text=said, normal=said))
    reply = render(chatter, texts, exchange_id=7)
    assert reply.text.startswith(getattr(texts, key).partition("{")[0])
    assert reply.buttons == ()


def test_an_ambiguous_name_is_asked_back_with_a_button_for_each(answer):
    reply = render(answer(AnswerStatus.CLARIFY, speakers=("何敏", "周立群")), HANS)
    assert reply.text == "你问的是哪一位？\n何敏 · 市水务局局长\n周立群 · 市城管局局长"
    assert reply.keys == ("那何敏呢？", "那周立群呢？")


# --- languages --------------------------------------------------------------------------------------------


def test_the_bots_words_are_translated_and_the_quotes_are_not(answer, repair):
    corrected = answer(CORRECTED, repair, about=("何敏",), speakers=("周立群",))
    hant, english = render(corrected, HANT), render(corrected, EN)
    assert hant.text.startswith("按報導，何敏沒有這樣說過。這是周立群的話：")
    assert english.text.startswith("As reported, 何敏 did not say this. These are the words of 周立群:")
    assert styled(hant, EntityKind.QUOTE) == styled(english, EntityKind.QUOTE) == [REPAIR]


@pytest.mark.parametrize("texts", [HANS, HANT, EN])
@pytest.mark.parametrize("status", AnswerStatus)
@pytest.mark.parametrize("kind", QuestionKind)
def test_every_status_of_every_kind_can_be_said(answer, lamps, river, texts, status, kind):
    for quotes in ((), (lamps,), (lamps, river)):
        for about in ((), ("何敏",)):
            full = answer(
                status, *quotes, kind=kind, about=about, words=("路灯",), speakers=("周立群",), missing=("公园",)
            )
            bare = dataclasses.replace(full, speakers=(), missing=())
            assert fits(render(full, texts))
            assert "{" not in render(full, texts).text + render(bare, texts).text
            assert {quote.text for quote in quotes} <= set(styled(render(full, texts), EntityKind.QUOTE)) or (
                status in {NOT_FOUND, AnswerStatus.CLARIFY, AnswerStatus.OFF_TOPIC}
            )


# --- pages ------------------------------------------------------------------------------------------------


def test_a_newcomer_is_told_the_meeting_and_offered_examples(street):
    reply = render_start(street, HANS)
    assert "《把老街的事一件一件办好》" in reply.text
    assert reply.text.endswith("比如：\n沈𠮷安说了什么？\n市水务局下一步打算做什么？\n谁提到了“门前三包”？")
    assert reply.keys == ("沈𠮷安说了什么？", "市水务局下一步打算做什么？", "谁提到了“门前三包”？")


def test_a_meeting_without_speakers_is_greeted_without_examples(make_meeting):
    reply = render_start(make_meeting([]), HANS)
    assert "比如" not in reply.text
    assert reply.keys == ()


def test_the_list_of_speakers_has_name_role_and_section_of_each_speech(street):
    assert render_speakers(street, HANS).text == (
        "《把老街的事一件一件办好》的发言人：\n\n沈𠮷安 · 老街街道党工委书记\n—— 让老街亮起来\n\n"
        "何敏 · 市水务局局长\n—— 守好一河清水\n\n周立群 · 市城管局局长\n—— 管出清爽街面"
    )


def test_who_speaks_several_times_is_listed_once_a_meeting(make_meeting) -> None:
    rows = [("何敏", "市水务局局长", "市水务局", "", f"第{index}条河。") for index in range(2)]
    text = render_speakers(make_meeting(rows), HANS).text
    assert text.count("何敏") == 1
    assert text.endswith("2 篇发言")


def test_a_list_of_two_hundred_speakers_comes_in_messages_that_fit(make_meeting):
    rows = [
        (f"何敏{index}", "市水务局局长", "市水务局", f"守好第{index}条河", f"第{index}条河。") for index in range(200)
    ]
    parts = split(render_speakers(make_meeting(rows), HANS))
    assert len(parts) > 1
    assert all(map(fits, parts))
    assert all(part.text.startswith(("何敏", "《")) for part in parts)


def test_quotes_of_several_meetings_each_name_their_meeting_and_its_date(make_meeting, make_quote, make_question):
    street = dataclasses.replace(make_meeting(), date="2021-03-05")
    river = make_meeting(
        [("何敏", "市水务局局长", "市水务局", "再清一条河", "明年清淤河道12公里。")], title="河道整治会"
    )
    both = gather([street, river])
    quotes = (make_quote(both.speeches[1], "下半年清淤河道8公里"), make_quote(both.speeches[3], "明年清淤河道12公里"))
    answer = Answer(make_question("清淤河道"), both, ANSWERED, quotes, ("何敏",))
    lines = render(answer, HANS).text.splitlines()
    assert "—— 守好一河清水 · 《把老街的事一件一件办好》（2021-03-05）" in lines
    assert "—— 再清一条河 · 《河道整治会》" in lines
    assert lines.count("何敏 · 市水务局局长") == 1


def test_quotes_of_one_of_several_meetings_name_it_once(make_meeting, make_quote, make_question):
    street, river = make_meeting(), make_meeting(title="河道整治会")
    both = gather([street, river])
    quotes = (make_quote(both.speeches[3], "年内新增路灯"), make_quote(both.speeches[5], "路灯坏了"))
    text = render(Answer(make_question("路灯"), both, ANSWERED, quotes), HANS).text
    assert text.count("《河道整治会》") == 1
    assert "老街的事" not in text
