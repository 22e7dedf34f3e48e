"""What can be done with an answer: the buttons under it, and under what they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.chatter import read_courtesy
from bot.chat.rendering.citations import cite
from bot.chat.rendering.posts import MAX_LISTED, Post
from bot.chat.reply import Button, ButtonKind, Buttons, press
from bot.chat.texts import Texts
from bot.corpus.places import Place
from bot.store.votes import Vote
from bot.types import Answer, AnswerStatus

__all__ = ["answer_buttons", "back", "mark_vote", "paging", "quote_buttons", "rows", "vote_buttons"]

_IN_A_ROW = 3
"""Buttons whose words a phone shows whole."""
_LABELS = {Vote.UP: "👍", Vote.DOWN: "👎"}
_CHOSEN = "{label} ✓"


def answer_buttons(post: Post, shown: int) -> Buttons:
    """Return the buttons for an answer: three rows at most, in a group one, where they take room from everybody.

    Args:
        post: The answer, which the store knows.
        shown: How many of its quotes are shown.
    """
    answer = post.answer
    votes = vote_buttons(post)
    if answer.status is AnswerStatus.CLARIFY:
        return rows(
            [press(name, "meant", post.exchange_id, at) for at, name in enumerate(answer.speakers[:MAX_LISTED])]
        )
    if not answer.quotes:
        return tuple(row for row in (*_suggested(post), votes) if row)
    if not post.room.private:
        return ((_context(post), *_rest(post, shown), *votes),)
    buttons = _below_quotes(post, shown)
    *full, last = rows(buttons)
    return (*full, (*last, *votes)) if len(last) + len(votes) <= _IN_A_ROW else (*full, last, votes)


def quote_buttons(post: Post, place: int, action: str, others: Sequence[Button]) -> Buttons:
    """Return the buttons under one quote of an answer: its neighbours, what else to see of it, and back.

    Args:
        post: It has the quote.
        place: Which of ``post.answer.quotes``.
        action: What is shown of the quote, and is to be shown of its neighbours.
        others: What else can be shown of it.
    """
    steps = []
    if place > 0:
        steps.append(press(post.texts.button_previous, action, post.exchange_id, place - 1))
    if place + 1 < len(post.answer.quotes):
        steps.append(press(post.texts.button_next, action, post.exchange_id, place + 1))
    return (*rows(steps), *rows([*others, *_take_away(post, place, single=True), back(post)]))


def paging(page: int, pages: int, texts: Texts, action: Sequence[object]) -> Buttons:
    """Return a row of buttons to the pages before and after; no row for a single page.

    Args:
        page: From 0.
        pages: How many there are.
        texts: The language of the labels.
        action: What shows a page: an action and its arguments but for the last, which is the page.
    """
    name, *arguments = action
    steps = []
    if page > 0:
        steps.append(press(texts.button_previous_page, str(name), *arguments, page - 1))
    if page + 1 < pages:
        steps.append(press(texts.button_next_page, str(name), *arguments, page + 1))
    return rows(steps)


def back(post: Post) -> Button:
    """Return the button that shows the answer again."""
    return press(post.texts.button_back, "answer", post.exchange_id)


def rows(buttons: Sequence[Button]) -> Buttons:
    """Put buttons in rows, in order."""
    return tuple(tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW))


def vote_buttons(post: Post) -> tuple[Button, ...]:
    """Return the buttons by which a person says what they think of an answer.

    A question back (which of them do you mean?) is no answer, and neither is a courtesy: they get none.
    """
    status, normal = post.answer.status, post.answer.question.normal
    if status is AnswerStatus.CLARIFY or (status is AnswerStatus.OFF_TOPIC and read_courtesy(normal)):
        return ()
    return tuple(press(label, "vote", post.exchange_id, vote.value) for vote, label in _LABELS.items())


def mark_vote(buttons: Buttons, exchange_id: int, vote: Vote | None) -> Buttons:
    """Return ``buttons``, whatever else is among them, with the vote marked and no other.

    For private chats only: a group has many askers.
    """
    labels = {
        press(label, "vote", exchange_id, kind.value).value: _CHOSEN.format(label=label) if kind is vote else label
        for kind, label in _LABELS.items()
    }
    return tuple(
        tuple(replace(button, label=labels.get(button.value, button.label)) for button in row) for row in buttons
    )


# --- under an answer --------------------------------------------------------------------------------------


def _below_quotes(post: Post, shown: int) -> list[Button]:
    texts, number, beside = post.texts, post.exchange_id, post.beside
    more = _rest(post, shown)
    if not more and beside.near:
        more = [press(texts.button_near, "near", number, 0)]
    own = [press(texts.button_own.format(speaker=name), "own", number, 0, 0) for name in list(beside.own)[:1]]
    pledges = [press(texts.button_pledges, "pledged", number, 0, 0)] if beside.pledges else []
    source = press(texts.button_source, "source", number, _main(post.answer))
    return [_context(post), *more, *own, *pledges, source, *_take_away(post, _main(post.answer), single=shown == 1)]


def _context(post: Post) -> Button:
    return press(post.texts.button_context, "context", post.exchange_id, _main(post.answer))


def _rest(post: Post, shown: int) -> list[Button]:
    """Return the button to the quotes that are not shown, if there are any."""
    left = len(post.answer.quotes) - shown
    return [press(post.texts.button_more, "more", post.exchange_id, 0)] if left > 0 else []


def _take_away(post: Post, place: int, *, single: bool) -> list[Button]:
    """Return the button that copies a quote, if it is short enough, and the one that shares it.

    Args:
        post: It has the quote.
        place: Which of ``post.answer.quotes``.
        single: Whether no other quote is in sight, so that it need not be said which is meant.
    """
    quote, meeting, texts = post.answer.quotes[place], post.answer.meeting, post.texts
    cited = cite(quote, meeting, texts)
    copy = texts.button_copy if single else texts.button_copy_first
    share = texts.button_share if single else texts.button_share_first
    taken = [Button(copy, ButtonKind.COPY, cited)] if cited else []
    return [*taken, Button(share, ButtonKind.SHARE, str(Place.of(quote, meeting)))]


def _suggested(post: Post) -> Buttons:
    """Return buttons that open the suggested speeches: by speaker or, of one who has several, by section."""
    speeches = post.answer.suggestions
    names = [speech.speaker or post.texts.reporter_short for speech in speeches]
    labels = [
        speech.section if names.count(name) > 1 and speech.section else name
        for name, speech in zip(names, speeches, strict=True)
    ]
    return rows([press(f"{label} ›", "read", post.exchange_id, at, 0) for at, label in enumerate(labels)])


def _main(answer: Answer) -> int:
    """Return the place of the first quote that is a speaker's; of none, the first."""
    return next((at for at, quote in enumerate(answer.quotes) if not quote.speech.by_reporter), 0)
