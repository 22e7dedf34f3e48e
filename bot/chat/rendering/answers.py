"""An answer as a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.answering.chatter import Courtesy, read_courtesy
from bot.chat.limits import fits
from bot.chat.rendering.examples import example_questions
from bot.chat.rendering.keyboards import answer_buttons
from bot.chat.rendering.posts import MAX_LISTED, Post
from bot.chat.rendering.quoting import title_of, write_person, write_quotes
from bot.chat.rendering.rooms import PRIVATE, Room, has_room
from bot.chat.reply import EntityKind, Reply, ReplyBuilder
from bot.chat.texts import Texts
from bot.retrieval.normal import fold
from bot.types import Answer, AnswerStatus, Meeting, QuestionKind, Quote, Speech

__all__ = ["MAX_LISTED", "render", "render_post", "shown_quotes"]

_SEVERAL = frozenset(
    {QuestionKind.LIST, QuestionKind.POINTS, QuestionKind.COMPARE, QuestionKind.ABSENT, QuestionKind.SPEAKER}
)
_Write = Callable[[ReplyBuilder, Answer, Sequence[Quote], Texts, Room], None]
_MAX_WORDS = 6
_MAX_WORD = 24


def render(
    answer: Answer,
    texts: Texts,
    *,
    max_quotes: int = 3,
    exchange_id: int | None = None,
    room: Room = PRIVATE,
) -> Reply:
    """Say an answer.

    Args:
        answer: Any answer, of any status.
        texts: The language of the words around the quotes.
        max_quotes: Quotes shown when the question needs one; those that need several get up to ``MAX_LISTED``. Lines
            that say who spoke come on top: they are short, and a list of names is whole or wrong.
        exchange_id: By which the store knows the answer; without one it has no buttons.
        room: Where the reply will stand.

    Returns:
        A reply that fits one message, and its room, unless a single quote exceeds it by itself.
    """
    return render_post(Post(answer, texts, exchange_id, room, max_quotes))


def render_post(post: Post) -> Reply:
    """Say an answer with the buttons that show more of it; see ``render``."""
    shown, reply = _render(post)
    if post.exchange_id is None:
        return reply
    return replace(reply, keys=(), buttons=answer_buttons(post, shown))


def shown_quotes(post: Post) -> int:
    """Return how many quotes of an answer ``render_post`` shows."""
    shown, _ = _render(post)
    return shown


def _render(post: Post) -> tuple[int, Reply]:
    """Say an answer without its buttons; return also how many of its quotes are shown."""
    answer, texts = post.answer, post.texts
    if answer.question.kind is QuestionKind.ABSENT and answer.status is AnswerStatus.ANSWERED:
        return _as_many_as_fit(post, MAX_LISTED, _write_absent)
    if answer.status in {AnswerStatus.ANSWERED, AnswerStatus.CORRECTED}:
        shown = MAX_LISTED if answer.question.kind in _SEVERAL else post.max_quotes
        return _as_many_as_fit(post, shown + _role_lines(answer), _write_answered)
    if answer.status is AnswerStatus.CLARIFY:
        return 0, _render_clarify(answer, texts)
    if answer.status is AnswerStatus.OFF_TOPIC:
        return 0, _render_off_topic(answer, texts)
    return 0, _render_not_found(answer, texts)


# --- quotes -----------------------------------------------------------------------------------------------


def _as_many_as_fit(post: Post, shown: int, write: _Write) -> tuple[int, Reply]:
    """Render with ``shown`` quotes, or as many fewer as there is room for; say so when a list is cut short."""
    answer, texts, room = post.answer, post.texts, post.room
    several = answer.question.kind in _SEVERAL or _role_lines(answer) > 0
    more = texts.more_of_speaker if answer.question.speakers else texts.more
    more = more if post.exchange_id is None else texts.more_below
    for count in range(min(shown, len(answer.quotes)), -1, -1):
        builder = ReplyBuilder()
        _write_inherited(builder, answer, texts)
        write(builder, answer, answer.quotes[:count], texts, room)
        if several and count < len(answer.quotes):
            builder.paragraph(more.format(count=len(answer.quotes) - count))
        reply = builder.build()
        if (fits(reply) and has_room(reply, room)) or count <= 1:
            break
    return count, reply


def _role_lines(answer: Answer) -> int:
    """Return how many of an answer's quotes are the lines by which the reporter names who speaks."""
    reported = [quote for quote in answer.quotes if quote.speech.by_reporter]
    places = {(speech.source.sha256, speech.role_line) for speech in answer.meeting.speeches} if reported else ()
    return sum((quote.speech.source.sha256, quote.span) in places for quote in reported)


def _write_answered(builder: ReplyBuilder, answer: Answer, quotes: Sequence[Quote], texts: Texts, room: Room) -> None:
    if answer.status is AnswerStatus.CORRECTED:
        builder.paragraph(_correction(answer, texts))
    write_quotes(builder, quotes, answer.meeting, texts, room)
    if answer.missing:  # of two questions in one message, the one without an answer
        builder.paragraph(texts.missing_only.format(missing=_words(answer.missing, answer, texts)))


def _write_absent(builder: ReplyBuilder, answer: Answer, quotes: Sequence[Quote], texts: Texts, room: Room) -> None:
    searched = [*answer.found, *answer.missing] or [term.text for term in answer.question.terms]
    words = _words(searched, answer, texts) or texts.these_words
    if not answer.speakers:
        builder.paragraph(texts.absent_nobody.format(words=words))
        write_quotes(builder, quotes, answer.meeting, texts, room)
        return
    builder.paragraph(texts.absent.format(words=words))
    if room.private:
        for speaker in answer.speakers:
            write_person(builder, speaker, answer.meeting, texts)
    else:
        builder.line(texts.join(answer.speakers), EntityKind.BOLD)
    builder.paragraph(texts.absent_note)
    if quotes:
        builder.paragraph(texts.present)
        write_quotes(builder, quotes, answer.meeting, texts, room)


# --- no quotes --------------------------------------------------------------------------------------------


def _render_not_found(answer: Answer, texts: Texts) -> Reply:
    builder = ReplyBuilder()
    _write_inherited(builder, answer, texts)
    asked = texts.join(answer.question.speakers)
    builder.paragraph(texts.not_found_speaker.format(asked=asked) if asked else texts.not_found)
    # a name that is missing is not also found in pieces
    whole = [word for word in answer.found if not any(word in other for other in answer.missing)]
    found, missing = _words(whole, answer, texts), _words(answer.missing, answer, texts)
    if found and missing:
        builder.line(texts.found_and_missing.format(found=found, missing=missing))
    elif found:
        builder.line(texts.found_only.format(found=found))
    elif missing:
        builder.line(texts.missing_only.format(missing=missing))
    if answer.suggestions:
        builder.paragraph(texts.suggestions)
        for speech in answer.suggestions:
            builder.line(_suggestion(speech, answer.meeting, texts))
    return builder.build()


def _render_clarify(answer: Answer, texts: Texts) -> Reply:
    builder = ReplyBuilder()
    _write_inherited(builder, answer, texts)
    builder.paragraph(texts.clarify)
    meant = answer.speakers[:MAX_LISTED]
    for speaker in meant:
        write_person(builder, speaker, answer.meeting, texts)
    return builder.build(keys=tuple(texts.clarify_button.format(speaker=speaker) for speaker in meant))


def _render_off_topic(answer: Answer, texts: Texts) -> Reply:
    """Answer a courtesy in kind, and anything else with what can be asked."""
    title = title_of(answer.meeting, texts)
    builder = ReplyBuilder()
    match read_courtesy(answer.question.normal):
        case Courtesy.GREETING:
            builder.write(texts.courtesy_greeting.format(title=title))
        case Courtesy.ABOUT:
            builder.write(texts.courtesy_about.format(title=title, button=texts.button_source))
        case Courtesy.THANKS:
            return builder.write(texts.courtesy_thanks).build()
        case Courtesy.PLEASANTRY:
            return builder.write(texts.courtesy_pleasantry).build()
        case Courtesy.RUDE:
            return builder.write(texts.courtesy_rude).build()
        case _:
            builder.write(texts.off_topic)
    for example in example_questions(answer.meeting, texts)[-1:]:
        builder.line(example)
    return builder.build()


# --- pieces -----------------------------------------------------------------------------------------------


def _write_inherited(builder: ReplyBuilder, answer: Answer, texts: Texts) -> None:
    if answer.question.inherited:
        builder.write(texts.inherited.format(inherited=answer.question.inherited), EntityKind.ITALIC)


def _correction(answer: Answer, texts: Texts) -> str:
    asked = answer.question.speakers
    quoted = dict.fromkeys(quote.speech.speaker for quote in answer.quotes if not quote.speech.by_reporter)
    said = answer.speakers or tuple(quoted)
    if asked and said and not set(asked) & set(said):
        return texts.corrected.format(asked=texts.join(asked), speakers=texts.join(said))
    return texts.corrected_words


def _suggestion(speech: Speech, meeting: Meeting, texts: Texts) -> str:
    if speech.by_reporter:
        return texts.bullet.format(speaker=texts.reporter, section=title_of(meeting.part_of(speech), texts))
    return texts.bullet.format(speaker=speech.speaker, section=speech.section or speech.shown_role)


def _words(words: Iterable[str], answer: Answer, texts: Texts) -> str:
    """Return the words in quotation marks, as a list: the first few, none longer than a line, each as it was typed."""
    typed = answer.question.text
    folded = fold(typed)
    said = []
    for word in dict.fromkeys(words):
        at = folded.find(word)
        said.append(typed[at : at + len(word)] if at >= 0 else word)
    shown = [word if len(word) <= _MAX_WORD else f"{word[:_MAX_WORD]}…" for word in said]
    return texts.join([texts.word.format(word=word) for word in shown[:_MAX_WORDS]])
