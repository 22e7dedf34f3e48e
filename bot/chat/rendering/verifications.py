"""What became of pasted quotations: word for word, different and how, somebody else's, or not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.limits import fits
from bot.chat.rendering.pages import render_plain
from bot.chat.rendering.quoting import (
    title_of,
    write_origin,
    write_quotes,
    write_section,
    write_speech_quotes,
    write_who,
)
from bot.chat.rendering.rooms import PRIVATE, Room, has_room
from bot.chat.reply import Buttons, EntityKind, Reply, ReplyBuilder, press
from bot.chat.texts import Texts
from bot.corpus.passages import clauses, sentences
from bot.corpus.places import Place
from bot.types import Difference, DifferenceKind, Meeting, Quote, Span, Verification, VerificationStatus

__all__ = ["place_buttons", "render_verifications"]

_MOST = 12
"""Quotations of one message that are told of."""
_INTEREST = (
    VerificationStatus.DIFFERENT,
    VerificationStatus.MISATTRIBUTED,
    VerificationStatus.ABSENT,
    VerificationStatus.EXACT,
)
"""Of which quotations the meeting's words are shown first, where there is no room for all."""
_MOST_DIFFERENCES = 5
"""Differences of one quotation that are listed; in the quote all of them are marked."""
_WORD = 12
"""Characters of a quote below which it is a word or two, shown in the clause it stands in."""
_LONG = 400
"""Characters from which on a quote is shown in part: who pasted it has it."""
_ECHO = 160
"""Characters of a quotation that is repeated with its differences struck out."""
_PARTS = 3
"""Sentences of a long quote that are shown."""
_MOST_PLACES = 5
"""Buttons to where quotes stand."""
_CLIPPED = 24
"""Characters of differing words that are listed."""


def render_verifications(
    told: Sequence[Verification], meeting: Meeting, texts: Texts, *, room: Room = PRIVATE, among: int = 0
) -> Reply:
    """Say what became of the quotations of a message.

    Args:
        told: One for each quotation; empty when the message held no words.
        meeting: What they were held against.
        texts: The language of the words around the quotes.
        room: Where the reply will stand.
        among: How many speeches of the meeting they were held against; 0 for all of it.

    Returns:
        A reply that fits one message and its room, unless a single quotation exceeds it by itself.
    """
    if not told:
        return render_plain(texts.verify_nothing)
    note = _note(told, meeting, texts, among)
    if len(told) == 1:
        return _noted(_render_one(told[0], meeting, texts, room), note)
    by_interest = sorted(range(min(_MOST, len(told))), key=lambda number: _INTEREST.index(told[number].status))
    for count in range(len(by_interest), -1, -1):
        reply = _noted(_render_several(told, frozenset(by_interest[:count]), meeting, texts, room), note)
        if fits(reply) and has_room(reply, room):
            break
    return reply


def place_buttons(told: Sequence[Verification], meeting: Meeting, texts: Texts) -> Buttons:
    """Return buttons to where the quotes stand, numbered when there are several."""
    quotes = list(dict.fromkeys(quote for one in told for quote in one.quotes))[:_MOST_PLACES]
    places = [Place.of(quote, meeting) for quote in quotes]
    if len(places) == 1:
        return ((press(texts.button_open_place, "place", places[0]),),)
    row = tuple(press(str(number), "place", place) for number, place in enumerate(places, start=1))
    return (row,) if row else ()


def _render_one(one: Verification, meeting: Meeting, texts: Texts, room: Room) -> ReplyBuilder:
    builder = ReplyBuilder().write(_status(one, texts), EntityKind.BOLD)
    _write_details(builder, one, texts)
    if one.differences:
        _write_pasted(builder, one, texts)
    if one.nearest:
        builder.paragraph(texts.verify_nearest)
    write_quotes(builder, list(_shown(one)), meeting, texts, room)
    return builder


def _render_several(
    told: Sequence[Verification], whole: frozenset[int], meeting: Meeting, texts: Texts, room: Room
) -> ReplyBuilder:
    """Tell of each quotation: of those numbered ``whole`` with the meeting's words, of others in a line."""
    builder = ReplyBuilder().write(texts.verify_several.format(count=len(told)))
    after_whole = True
    for number, one in enumerate(told[:_MOST]):
        status = _status(one, texts)
        if number not in whole:
            line = texts.verify_item.format(number=number + 1, status=f"{_word(one.text, texts)} {status}")
            (builder.paragraph if after_whole else builder.line)(line)
            after_whole = False
            continue
        after_whole = True
        builder.paragraph(texts.verify_item.format(number=number + 1, status=status), EntityKind.BOLD)
        _write_details(builder, one, texts)
        if one.differences or not one.quotes:
            _write_pasted(builder, one, texts)
        if one.nearest:
            builder.paragraph(texts.verify_nearest)
        _write_quotes(builder, list(_shown(one)), meeting, texts, room)
    if len(told) > _MOST:
        builder.paragraph(texts.verify_more.format(count=len(told) - _MOST))
    return builder if meeting.parts else builder.paragraph(title_of(meeting, texts))


def _note(told: Sequence[Verification], meeting: Meeting, texts: Texts, among: int) -> str:
    """Return that not all of the meeting was compared and, where that may matter, how more of it can be."""
    if not among:
        return ""
    note = texts.verify_among.format(count=among)
    exact = all(one.status is VerificationStatus.EXACT for one in told)
    return note if exact or not meeting.parts else f"{note}\n{texts.verify_choose}"


def _noted(builder: ReplyBuilder, note: str) -> Reply:
    return (builder.paragraph(note) if note else builder).build()


def _status(one: Verification, texts: Texts) -> str:
    match one.status:
        case VerificationStatus.EXACT:
            return texts.verify_exact
        case VerificationStatus.DIFFERENT:
            return texts.verify_different
        case VerificationStatus.ABSENT:
            return texts.verify_absent
    claimed = texts.join(one.claimed)
    if not one.speakers:
        return texts.verify_misattributed_reporter.format(claimed=claimed)
    return texts.verify_misattributed.format(claimed=claimed, speakers=texts.join(one.speakers))


def _write_details(builder: ReplyBuilder, one: Verification, texts: Texts) -> None:
    """Write what differs, what is written otherwise, where else it stands, and what the status does not mean."""
    for difference in one.differences[:_MOST_DIFFERENCES]:
        builder.line(_difference(difference, one, texts))
    if len(one.differences) > _MOST_DIFFERENCES:
        builder.line(texts.verify_more_differences.format(count=len(one.differences) - _MOST_DIFFERENCES))
    if one.stitched:
        builder.line(texts.verify_stitched)
    if one.status is VerificationStatus.DIFFERENT and one.misattributed and one.speakers:
        claimed, speakers = texts.join(one.claimed), texts.join(one.speakers)
        builder.line(texts.verify_not_theirs.format(claimed=claimed, speakers=speakers))
    forms = [
        name for told, name in ((one.other_script, texts.verify_script), (one.other_marks, texts.verify_marks)) if told
    ]
    if forms:
        builder.line(texts.verify_only_form.format(forms=texts.join(forms)))
    if one.status is VerificationStatus.ABSENT:
        builder.line(texts.verify_absent_note)
    others = [quote for quote in one.elsewhere if not quote.speech.by_reporter]
    if others:
        speakers = texts.join(tuple(dict.fromkeys(quote.speech.speaker for quote in others)))
        builder.line(texts.verify_elsewhere.format(count=len(others), speakers=speakers))
    if sum(len(quote.span) for quote in one.quotes) >= _LONG:
        builder.line(texts.verify_extract.format(count=sum(len(quote.span) for quote in one.quotes)))


def _difference(difference: Difference, one: Verification, texts: Texts) -> str:
    kind = {
        DifferenceKind.NUMBER: texts.verify_number,
        DifferenceKind.UNIT: texts.verify_unit,
        DifferenceKind.NEGATION: texts.verify_negation,
        DifferenceKind.DIRECTION: texts.verify_direction,
        DifferenceKind.COMPARATOR: texts.verify_comparator,
        DifferenceKind.COMMITMENT: texts.verify_commitment,
        DifferenceKind.WORDS: texts.verify_words,
    }[difference.kind]
    said = _word(difference.said.text, texts) if difference.said else ""
    pasted = _word(difference.pasted.of(one.text), texts) if len(difference.pasted) else ""
    if not said:
        return texts.verify_added.format(kind=kind, pasted=pasted)
    if not pasted:
        return texts.verify_left_out.format(kind=kind, said=said)
    return texts.verify_changed.format(kind=kind, said=said, pasted=pasted)


def _word(words: str, texts: Texts) -> str:
    line = " ".join(words.split())
    return texts.word.format(word=line if len(line) <= _CLIPPED else f"{line[:_CLIPPED]}…")


def _write_pasted(builder: ReplyBuilder, one: Verification, texts: Texts) -> None:
    """Write a short quotation on one line, the words struck out that the meeting does not have."""
    if len(one.text) > _ECHO:
        return
    builder.line(texts.verify_pasted)
    start = builder.position
    builder.write(one.text.replace("\n", " ").replace("\r", " "))
    for difference in one.differences:
        builder.mark(EntityKind.STRIKE, start + difference.pasted.start, start + difference.pasted.end)


def _write_quotes(builder: ReplyBuilder, quotes: Sequence[Quote], meeting: Meeting, texts: Texts, room: Room) -> None:
    """Write quotes without the title of a single meeting, which stands once below all quotations."""
    for speech in dict.fromkeys(quote.speech for quote in quotes):
        write_who(builder, speech, texts)
        place = write_speech_quotes(builder, [quote for quote in quotes if quote.speech is speech], texts, room)
        if meeting.parts:
            write_origin(builder, speech, meeting, texts, place)
        else:
            write_section(builder, speech, texts, place)


def _shown(one: Verification) -> Iterator[Quote]:
    """Yield what is shown of the meeting's words: as they are, in their clause, or of long ones what matters."""
    if one.nearest:
        yield one.nearest
    whole = sum(len(quote.span) for quote in one.quotes)
    for quote in one.quotes:
        if whole < _WORD:
            yield _in_clause(quote)
        elif whole < _LONG:
            yield quote
        else:
            yield from _parts(quote)
    if whole < _WORD:
        told = {quote.speech.speaker for quote in one.quotes}
        for quote in one.elsewhere:
            if quote.speech.speaker not in told and not quote.speech.by_reporter:
                told.add(quote.speech.speaker)
                yield _in_clause(quote)


def _in_clause(quote: Quote) -> Quote:
    """Return the clauses that a word or two stand in, these emphasised unless something in them is."""
    paragraph = next((one for one in quote.speech.paragraphs if one.covers(quote.span)), quote.span)
    within = [clause for clause in clauses(quote.speech.text, paragraph) if clause.overlaps(quote.span)]
    if not within:
        return quote
    span = Span(min(within[0].start, quote.span.start), max(within[-1].end, quote.span.end))
    return Quote(quote.speech, span, quote.emphasis or (quote.span,))


def _parts(quote: Quote) -> Iterator[Quote]:
    """Yield the sentences of a long quote in which words differ, else the first and the last."""
    within = list(sentences(quote.speech.text, quote.span))
    telling = [sentence for sentence in within if any(sentence.overlaps(words) for words in quote.emphasis)]
    for sentence in telling[:_PARTS] or dict.fromkeys((within[0], within[-1])):
        emphasis = tuple(words for words in quote.emphasis if sentence.covers(words))
        yield Quote(quote.speech, sentence, emphasis)
