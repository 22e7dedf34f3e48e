"""A quote to paste elsewhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import utf16_length
from bot.chat.rendering.citations import MAX_COPIED, cite
from bot.chat.texts import Language, load_texts
from bot.types import Quote, Span

HANS, EN = load_texts(Language.ZH_HANS), load_texts(Language.EN)
ROLE = "老街街道党工委书记、街道办事处主任、老街提升工程领导小组组长兼夜市专班召集人"


def test_a_quote_is_copied_whole_with_speaker_role_section_and_meeting(street, make_quote):
    assert cite(make_quote(street.speeches[0], "年内新增路灯１２０盏"), street, HANS) == (
        "“年内新增路灯１２０盏”\n—— 沈𠮷安 · 老街街道党工委书记 · 让老街亮起来 · 《把老街的事一件一件办好》"
    )


def test_the_reporters_words_are_copied_as_no_speakers(street):
    cited = cite(Quote(street.reporter, Span(0, 7)), street, HANS)
    assert cited == "“昨天上午，老街”\n—— 报道里的文字（不是发言人的原话） · 《把老街的事一件一件办好》"


@pytest.mark.parametrize(("length", "named"), [(100, True), (190, False)])
def test_of_a_long_quote_the_role_is_left_out_before_any_word(make_meeting, length, named):
    words = "清淤河道，" * (length // 5)
    meeting = make_meeting([("何敏", ROLE, "市水务局", "守好一河清水", words)])
    cited = cite(Quote(meeting.speeches[0], Span(0, len(words))), meeting, HANS)
    assert f"“{words}”" in cited
    assert (ROLE in cited) is named
    assert "何敏 · " in cited


def test_what_does_not_fit_is_left_out_by_whole_clauses_and_marked(make_meeting, make_quote):
    words = f"{'守护一河清水，' * 50}年年如此。下半年清淤河道8公里；{'两岸植绿，' * 50}步步是景。"
    meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", words)])
    cited = cite(make_quote(meeting.speeches[0], words, "8公里"), meeting, HANS)
    assert cited.startswith("“……下半年清淤河道8公里；……”")
    assert utf16_length(cited) <= MAX_COPIED


def test_a_clause_that_is_too_long_is_not_cut_but_not_copied_at_all(make_meeting):
    words = "守护一河清水，" * 60 + "年年如此。"
    meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", words)])
    assert cite(Quote(meeting.speeches[0], Span(0, len(words))), meeting, HANS) is None


def test_what_is_no_sentence_at_all_is_not_copied(make_meeting):
    meeting = make_meeting([("何敏", "市水务局局长", "市水务局", "守好一河清水", "。" * 300)])
    assert cite(Quote(meeting.speeches[0], Span(0, 300)), meeting, HANS) is None


@given(
    st.lists(st.text("路灯𠮷8%，；。！？”\n", min_size=1, max_size=90), min_size=1, max_size=5),
    st.data(),
)
def test_what_is_copied_fits_a_button_and_holds_only_the_speakers_words(make_meeting, pieces, data):
    words = f"灯{''.join(pieces)}亮"
    meeting = make_meeting([("沈𠮷安", ROLE, "老街街道", "让老街亮起来", words)])
    edges = sorted(data.draw(st.lists(st.integers(0, len(words)), min_size=4, max_size=4, unique=True)))
    quote = Quote(meeting.speeches[0], Span(edges[0], edges[3]), (Span(edges[1], edges[2]),))
    if cited := cite(quote, meeting, EN):
        assert utf16_length(cited) <= MAX_COPIED
        shown = re.fullmatch(r"“(……)?(.+?)(……)?”\n— 沈𠮷安 · .*", cited, re.DOTALL)
        assert shown[2] in quote.text
        assert quote.text.startswith(shown[2]) or shown[1]
        assert quote.text.rstrip().endswith(shown[2].rstrip()) or shown[3]


def test_who_is_known_by_the_office_alone_is_named_once(make_meeting, make_quote):
    meeting = make_meeting([("主席", "主席", "立法会", "", "今日不设答问环节。")])
    assert cite(make_quote(meeting.speeches[0], "今日不设答问环节。"), meeting, HANS).startswith(
        "“今日不设答问环节。”\n—— 主席 · 《"
    )
