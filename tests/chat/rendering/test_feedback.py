"""The list of open questions."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import fits
from bot.chat.rendering.feedback import render_unanswered
from bot.chat.reply import EntityKind
from bot.chat.texts import Language, load_texts
from bot.store.exchanges import Outcome
from bot.store.feedback import Feedback

TEXTS = load_texts(Language.ZH_HANS)
NOTHING = Outcome("not_found", "what", "0a1b2c3d")
DAY = date(2026, 11, 24)


def test_a_question_is_shown_with_its_day_its_votes_and_what_it_leans_on():
    reply = render_unanswered([Feedback("那桥\n呢𠮷？", ("甲", "隧道谁建？"), NOTHING, 3, DAY, 1, 2)], TEXTS)
    assert reply.text.split("\n")[2:] == ["2026-11-24 · ×3 · 👍 1 · 👎 2", "隧道谁建？", "那桥 呢𠮷？"]
    italic = [entity for entity in reply.entities if entity.kind is EntityKind.ITALIC]
    assert [reply.text[entity.start : entity.end] for entity in italic] == ["隧道谁建？"]


@given(st.lists(st.text(), min_size=1, max_size=30), st.integers(-3, 9))
def test_any_page_of_any_questions_fits_a_message(texts, page):
    entries = [Feedback(text, (text,), NOTHING, 1, DAY) for text in texts]
    reply = render_unanswered(entries, TEXTS, page=page)
    assert reply.text
    assert fits(reply)
