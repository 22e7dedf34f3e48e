"""What is kept of a person, as replies."""

from __future__ import annotations

from bot.chat.rendering.pages import render_plain
from bot.chat.reply import Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.config import DataSettings
from bot.store.store import Forgotten

__all__ = ["render_forget", "render_forgotten", "render_privacy"]


def render_privacy(data: DataSettings, texts: Texts) -> Reply:
    """Say what is kept, for how long, and how to have it deleted."""
    builder = ReplyBuilder().write(texts.privacy.format(days=data.keep_days))
    if data.keep_feedback_days > data.keep_days:
        builder.paragraph(texts.privacy_feedback.format(days=data.keep_days, longest=data.keep_feedback_days))
    return builder.paragraph(texts.privacy_forget).build()


def render_forget(user_id: int, texts: Texts) -> Reply:
    """Ask a person whether everything of theirs shall be deleted; nobody else can press the buttons."""
    buttons = (
        (press(texts.button_forget, "forget", user_id),),
        (press(texts.button_keep, "keep", user_id),),
    )
    return ReplyBuilder().write(texts.forget).build(buttons=buttons)


def render_forgotten(forgotten: Forgotten, texts: Texts) -> Reply:
    """Say what was deleted."""
    counts = (
        (texts.forgot_questions, forgotten.questions),
        (texts.forgot_votes, forgotten.votes),
        (texts.forgot_choices, forgotten.choices),
    )
    deleted = [text.format(count=count) for text, count in counts if count]
    return render_plain(texts.forgot.format(deleted=texts.join(deleted)) if deleted else texts.forgot_nothing)
