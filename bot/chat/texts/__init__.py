"""What the bot says in its own words: one catalogue a language, checked when it is read.

Quotes are no texts: they are shown in the words and the script of their source, whatever the language.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, get_type_hints

import msgspec
from msgspec import Meta, Struct

from bot.errors import ConfigError

__all__ = ["Catalogue", "Language", "Texts", "choose_language", "load_catalogue", "load_texts"]

FOLDER = Path(__file__).parent

_HANT_TAGS = frozenset({"hant", "tw", "hk", "mo"})


class Language(StrEnum):
    """The languages the bot speaks; the values are those of ``chat.language``."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


def choose_language(code: str | None, setting: str = "auto") -> Language:
    """Return the language to speak to a person.

    Args:
        code: Their Telegram language code (IETF tag), if it is known.
        setting: "auto", or the language everyone is spoken to in.
    """
    if setting != "auto":
        return Language(setting)
    tags = (code or Language.ZH_HANS).lower().replace("_", "-").split("-")
    if tags[0] != "zh":
        return Language.EN
    return Language.ZH_HANT if "hans" not in tags and _HANT_TAGS.intersection(tags) else Language.ZH_HANS


def _with(*names: str) -> Meta:
    return Meta(min_length=1, extra={"placeholders": frozenset(names)})


_Text = Annotated[str, _with()]


class Texts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All texts of one language. Each holds exactly the placeholders its annotation names.

    Attributes:
        comma: Between the items of a list in a sentence.
        word: A word of a question, set in quotation marks.
        title: The meeting's title.
        who: A speaker and their role; the role is left out with its separator when there is none.
        bullet: A speaker and a section, as one item of a list.
        source: The section quotes come from.
        source_with_title: The same, when the meeting's title follows on the line.
        source_title: The meeting's title, when there is no section to name.
        source_at: Any of the three, and the place in the file.
        source_place: The place in the file, when there is nothing else to name.
        reporter: Above words that no speaker said.
        inherited: How a follow-up was understood.
        more: When some quotes had to be left out.
        more_of_speaker: The same, when the question names the speaker.
        corrected: Above quotes of others than the person named.
        corrected_words: Above quotes that say it, but not in the way the question has it.
        absent: Above the speakers whose speeches do not have the words.
        absent_note: What the absence of a word does not mean.
        absent_nobody: When every speaker used the words.
        present: Above quotes of those who did use the words.
        these_words: Stands for the words where the question's are not known.
        not_found: When nothing can be quoted.
        not_found_speaker: The same, for a question about certain speakers.
        found_only: When the question's words do occur and still answer nothing.
        found_and_missing: When some of its words do not occur.
        missing_only: When none does.
        suggestions: Above the sections that come nearest.
        off_topic: Above an example, for what has nothing to do with the meeting.
        courtesy_greeting: Above an example, to a greeting.
        courtesy_about: Above an example, to questions about the bot itself.
        courtesy_thanks: To thanks.
        courtesy_pleasantry: To messages that want nothing (ok, bye).
        courtesy_rude: To insults.
        clarify: Above the speakers a question may mean.
        clarify_button: The message that picks one of them.
        start: The greeting, above examples.
        examples: Above examples of questions.
        example_speaker: A question about a speaker.
        example_organisation: A question about an organisation.
        example_word: A question about a word.
        help: How to ask.
        speakers: Above the list of speakers.
        speech_count: How many speeches somebody gave.
        points: Above what begins the points of a speech.
        paragraphs: The same, of a speech that does not count its points.
        more_parts: When not all of them are shown.
        point_number: Below one point.
        paragraph_number: Below one paragraph.
        meeting_byline: Who wrote the report.
        meeting_date: When the meeting was, in the report's words.
        meeting_counts: How much there is to ask about.
        meeting_source: The file that was read, and the first digits of its SHA-256.
        title_dated: A meeting's title with its date.
        meetings_together: Several meetings as one title.
        meetings_now: Above the meetings, of which one or all can be chosen.
        meetings_only: Instead, when there is one alone.
        meetings_all: The button for all of them.
        meetings_chosen: After one was chosen, or all.
        meetings_line: One meeting in a list: when it was, how many spoke.
        meetings_undated: Instead of a date that is not known.
        add_reading: While a file that was sent is read.
        add_summary: What a file holds, before it is added.
        add_voices: Who speaks in it.
        add_confirm: The button that adds it.
        add_cancel: The button that does not.
        add_working: While it is made ready for questions.
        add_done: When it can be asked about.
        add_cancelled: When it was not added.
        add_there: When it had been added before.
        add_too_large: When the file is larger than may be.
        add_wrong_kind: When it is of a kind that is not read.
        add_refused: When it cannot be read as a meeting.
        refused_unreadable: Why a file is no meeting, one text for each ``SourceFault``.
        refused_line: Behind such a reason: in which line.
        add_lost: When it was sent so long ago that it must be sent again.
        add_doubts: Above one of the things that are uncertain in a file.
        add_settled: How many lines somebody has settled already.
        add_rename: How title and date are changed; with an example of a title.
        add_settling_how: For a settling file that is no reply.
        add_meanings: Below that a meeting was added, while meanings are prepared.
        doubt_is_speaker: Buttons that settle a doubt.
        only_admins_add: For the file of somebody who is no admin.
        too_much: When there is too much text to look through all of it.
        link_outdated: Above the greeting, for a link that leads nowhere any more.
        language_choose: Above the languages.
        language_auto: A button for the language of the person's Telegram.
        language_chosen: After this language was chosen.
        language_followed: After that of the person's Telegram was chosen.
        help_inline: How to quote in any chat.
        help_commands: Above the commands.
        inline_title: Above a quote in a list: who said it, in which section.
        inline_answer: Above an answer as a whole, in a list of its quotes.
        inline_nothing: A button to the private chat when nothing was found, up to 64 characters.
        button_open_place: A button that opens the private chat at a quote.
        button_open_speaker: A button that opens the private chat at a speaker.
        forgotten: When the conversation begins anew.
        ask_empty: When a question was announced and did not follow.
        only_text: For stickers, pictures, voice messages …
        group_introduction: To a group the bot was added to.
        group_busy: When too many questions of a group are waiting; those that follow get a 🙏.
        voted_up: Thanks for a 👍, in a line.
        voted_down: Thanks for a 👎, in a line.
        privacy: What is kept of a person.
        privacy_feedback: What stays of it without ids.
        privacy_forget: How to have it deleted.
        forget: Whether everything shall be deleted.
        forget_declined: When nothing was.
        forget_not_yours: To somebody else who pressed that button.
        forgot: When it was, with what.
        forgot_questions: How many questions; so for votes and choices.
        forgot_nothing: When there was nothing to delete.
        unanswered: Above the questions without a good answer.
        unanswered_none: When there are none.
        no_command: For a command that does not exist.
        failed: When an error kept the bot from answering.
        outdated: When a button leads nowhere any more.
        card_check: On the picture of a quote, how to find its words in the source.
        chart_heading: Above the picture of targets.
        chart_summary: How many targets it shows, and of how many speakers.
        chart_page: Which picture this is, when there are several.
        chart_left_out: How many targets the others show.
        chart_commitment: What the words mean by which a target is committed to (力争).
        chart_deadline: What the words mean by when it is to be reached.
        chart_axis: What its bars are.
        chart_empty: In the place of targets, when there are none.
        too_fast: When somebody sends more than the bot answers.
        maybe_lost: When a reply may not have arrived, above a button.
        answering_again: Instead of that, when the button is pressed.
        button_context: A button to the words around a quote; so for each button, of a word or two.
        button_own: The same for what a speaker says beside the answer.
        citation: A quote to paste elsewhere, and whose it is.
        heading_more: Above the quotes an answer left out.
        heading_near: Above what others than the quoted say on the topic.
        heading_own: Above what a quoted speaker says beside the answer.
        heading_pledges: Above what a speaker pledges.
        page: Which page of several this is.
        more_below: When some quotes had to be left out and a button leads to them.
        reporter_short: Who wrote what no speaker said, on a button.
        source_heading: The file's name and the place in it.
        source_line: A place in a file, short enough to stand in every citation; so for several lines, a page, several.
        source_within: A page and the line of it.
        source_paragraph: A paragraph of a file that has no pages; so for several.
        doubts: Above what was uncertain when a meeting was read.
        doubt_speaker: A line that may be a new speaker's; so for a heading that reads like a sentence, a name that
            is nearly another's, a speech of hardly a word, and how many lines were left out as a page's heads.
        settled_lines: Which lines the file next to the source settles; so for what somebody is, and nobody is, called.
        doubt_unspoken: Words that stand under a heading before anybody speaks.
        ledger_title: Above pledges, with what they were pledged at.
        ledger_sheet: What a sheet of pledges is called, up to 31 characters.
        ledger_empty: When no pledge is as asked for.
        ledger_count: How many pledges follow; ``ledger_count_numbers`` when each of them has a number.
        ledger_about: Which words chose them.
        ledger_whose: Above the names of those who pledged something.
        card_caption: Under the picture of a quote.
        card_too_long: When a quote does not fit a picture.
        verify_exact: The quotation is the meeting's words; this and the next three begin with a sign of their own.
        verify_different: Its words differ, see the next texts.
        verify_misattributed: The words are right, but not whose they are.
        verify_misattributed_reporter: The same when no speaker said them.
        verify_absent: The meeting does not have it.
        verify_absent_note: What that does not mean.
        verify_only_form: What of an exact quotation is written otherwise: ``verify_script``, ``verify_marks``.
        verify_script: Simplified or traditional characters.
        verify_marks: Punctuation.
        verify_changed: A difference: what it changes, the source's words and the quotation's.
        verify_left_out: The same for words the quotation leaves out.
        verify_added: The same for words it adds.
        verify_more_differences: When some differences are not listed.
        verify_number: What a difference changes; so for each kind, in a word.
        verify_stitched: When a sentence is put together from several places.
        verify_not_theirs: When words differ and somebody else said them, too.
        verify_pasted: Before the quotation, with the words struck out that differ.
        verify_nearest: Above the most similar passage.
        verify_elsewhere: When the same words stand at other places, too.
        verify_extract: When only parts of a long quotation are shown.
        verify_several: Above several quotations.
        verify_item: Above each of them.
        verify_more: When some are not shown.
        verify_nothing: When there are no words to verify.
        verify_among: Below it, when only the speeches nearest to the quotation were compared, and how many.
        verify_choose: Behind that, how more are compared.
        verify_how: What /verify needs, when it came alone.
        column_speaker: Above a column of pledges; so for each column, of a word or two.
        command_ask: What /ask does; so for each command.
        description: What the bot is; shown in an empty chat, up to 512 characters.
        short_description: The same on its profile page, up to 120 characters.
    """

    comma: _Text
    word: Annotated[str, _with("word")]
    title: Annotated[str, _with("meeting")]
    who: Annotated[str, _with("role")]
    bullet: Annotated[str, _with("speaker", "section")]
    source: Annotated[str, _with("section")]
    source_with_title: Annotated[str, _with("section", "title")]
    source_title: Annotated[str, _with("title")]
    source_at: Annotated[str, _with("source", "place")]
    source_place: Annotated[str, _with("place")]
    reporter: _Text
    inherited: Annotated[str, _with("inherited")]
    more: Annotated[str, _with("count")]
    more_of_speaker: Annotated[str, _with("count")]
    corrected: Annotated[str, _with("asked", "speakers")]
    corrected_words: _Text
    absent: Annotated[str, _with("words")]
    absent_note: _Text
    absent_nobody: Annotated[str, _with("words")]
    present: _Text
    these_words: _Text
    not_found: _Text
    not_found_speaker: Annotated[str, _with("asked")]
    found_only: Annotated[str, _with("found")]
    found_and_missing: Annotated[str, _with("found", "missing")]
    missing_only: Annotated[str, _with("missing")]
    suggestions: _Text
    off_topic: _Text
    courtesy_greeting: Annotated[str, _with("title")]
    courtesy_about: Annotated[str, _with("title", "button")]
    courtesy_thanks: _Text
    courtesy_pleasantry: _Text
    courtesy_rude: _Text
    clarify: _Text
    clarify_button: Annotated[str, _with("speaker")]
    start: Annotated[str, _with("title")]
    examples: _Text
    example_speaker: Annotated[str, _with("speaker")]
    example_organisation: Annotated[str, _with("organisation")]
    example_word: Annotated[str, _with("word")]
    help: _Text
    speakers: Annotated[str, _with("title")]
    speech_count: Annotated[str, _with("count")]
    points: Annotated[str, _with("count")]
    paragraphs: Annotated[str, _with("count")]
    more_parts: Annotated[str, _with("count")]
    point_number: Annotated[str, _with("number", "count")]
    paragraph_number: Annotated[str, _with("number", "count")]
    meeting_byline: Annotated[str, _with("byline")]
    meeting_date: Annotated[str, _with("date")]
    meeting_counts: Annotated[str, _with("speakers", "speeches", "characters")]
    meeting_source: Annotated[str, _with("file", "digest")]
    title_dated: Annotated[str, _with("title", "date")]
    meetings_together: Annotated[str, _with("count")]
    meetings_now: Annotated[str, _with("title")]
    meetings_only: Annotated[str, _with("title")]
    meetings_all: _Text
    meetings_chosen: Annotated[str, _with("title")]
    meetings_line: Annotated[str, _with("date", "speakers", "speeches")]
    meetings_undated: _Text
    add_reading: _Text
    add_summary: Annotated[str, _with("date", "speakers", "speeches", "characters")]
    add_voices: _Text
    add_confirm: _Text
    add_cancel: _Text
    add_working: Annotated[str, _with("title")]
    add_done: Annotated[str, _with("title")]
    add_cancelled: _Text
    add_there: Annotated[str, _with("title")]
    add_wrong_kind: _Text
    add_too_large: Annotated[str, _with("size", "most", "local")]
    add_refused: Annotated[str, _with("reason")]
    add_lost: _Text
    add_doubts: Annotated[str, _with("count", "number")]
    add_settled: Annotated[str, _with("count")]
    add_rename: Annotated[str, _with("example")]
    add_example: _Text
    add_settling_how: _Text
    add_meanings: Annotated[str, _with("done", "percent")]
    doubt_is_speaker: _Text
    doubt_is_not: _Text
    doubt_is_heading: _Text
    doubt_is_text: _Text
    doubt_is_same: _Text
    doubt_is_other: _Text
    doubt_is_kept: _Text
    doubt_is_left_out: _Text
    only_admins_add: _Text
    refused_unreadable: _Text
    refused_too_large: Annotated[str, _with("size", "most")]
    refused_empty: _Text
    refused_encrypted: _Text
    refused_damaged: Annotated[str, _with("format")]
    refused_bomb: _Text
    refused_too_many_pages: Annotated[str, _with("size", "most")]
    refused_scanned: _Text
    refused_picture: _Text
    refused_recording: _Text
    refused_archive: _Text
    refused_spreadsheet: _Text
    refused_presentation: _Text
    refused_old_format: _Text
    refused_unknown_format: _Text
    refused_encoding: _Text
    refused_broken_text: Annotated[str, _with("format")]
    refused_no_speaker: _Text
    refused_no_speaker_in_subtitles: _Text
    refused_no_speaker_in_debate: _Text
    refused_no_words: Annotated[str, _with("name")]
    refused_settling: Annotated[str, _with("key")]
    refused_not_toml: _Text
    refused_line: Annotated[str, _with("line")]
    too_much: _Text
    link_outdated: _Text
    language_choose: _Text
    language_auto: _Text
    language_chosen: _Text
    language_followed: _Text
    help_inline: Annotated[str, _with("username")]
    help_commands: _Text
    inline_title: Annotated[str, _with("speaker", "section")]
    inline_answer: _Text
    inline_nothing: _Text
    button_open_place: _Text
    button_open_speaker: _Text
    button_outline: _Text
    button_speakers: _Text
    forgotten: _Text
    ask_empty: Annotated[str, _with("example")]
    only_text: _Text
    group_introduction: Annotated[str, _with("title", "example")]
    group_busy: _Text
    voted_up: _Text
    voted_down: _Text
    privacy: Annotated[str, _with("days")]
    privacy_feedback: Annotated[str, _with("days", "longest")]
    privacy_forget: _Text
    forget: _Text
    forget_declined: _Text
    forget_not_yours: _Text
    forgot: Annotated[str, _with("deleted")]
    forgot_questions: Annotated[str, _with("count")]
    forgot_votes: Annotated[str, _with("count")]
    forgot_choices: Annotated[str, _with("count")]
    forgot_nothing: _Text
    unanswered: Annotated[str, _with("count")]
    unanswered_none: _Text
    button_forget: _Text
    button_keep: _Text
    command_privacy: _Text
    command_forget: _Text
    command_unanswered: _Text
    no_command: _Text
    failed: _Text
    outdated: _Text
    card_check: Annotated[str, _with("start", "end", "digest")]
    chart_heading: _Text
    chart_summary: Annotated[str, _with("speakers", "count")]
    chart_page: Annotated[str, _with("page", "pages")]
    chart_left_out: Annotated[str, _with("count")]
    chart_commitment: _Text
    chart_deadline: _Text
    chart_axis: Annotated[str, _with("maximum")]
    chart_empty: _Text
    too_fast: Annotated[str, _with("seconds")]
    maybe_lost: _Text
    answering_again: _Text
    button_again: _Text
    button_back: _Text
    button_context: _Text
    button_next: _Text
    button_previous: _Text
    button_copy: _Text
    button_copy_first: _Text
    button_more: _Text
    button_near: _Text
    button_next_page: _Text
    button_own: Annotated[str, _with("speaker")]
    button_pledges: _Text
    button_previous_page: _Text
    button_share: _Text
    button_share_first: _Text
    button_source: _Text
    button_speech: _Text
    citation: Annotated[str, _with("quote", "source")]
    heading_more: _Text
    heading_near: _Text
    heading_own: Annotated[str, _with("speaker")]
    heading_pledges: Annotated[str, _with("speaker")]
    page: Annotated[str, _with("page", "pages")]
    more_below: Annotated[str, _with("count")]
    reporter_short: _Text
    source_heading: Annotated[str, _with("file", "place")]
    source_line: Annotated[str, _with("line")]
    source_lines: Annotated[str, _with("first", "last")]
    source_page: Annotated[str, _with("page")]
    source_pages: Annotated[str, _with("first", "last")]
    source_within: Annotated[str, _with("page", "line")]
    source_paragraph: Annotated[str, _with("paragraph")]
    source_paragraphs: Annotated[str, _with("first", "last")]
    doubts: Annotated[str, _with("count")]
    doubt_speaker: Annotated[str, _with("place", "text")]
    doubt_heading: Annotated[str, _with("place", "text")]
    doubt_name: Annotated[str, _with("place", "text", "other")]
    doubt_short: Annotated[str, _with("place", "text")]
    settled_lines: Annotated[str, _with("lines")]
    doubt_running: Annotated[str, _with("count")]
    settled_alias: Annotated[str, _with("speaker", "names")]
    settled_no_alias: Annotated[str, _with("names")]
    doubt_unspoken: Annotated[str, _with("place", "text")]
    ledger_title: Annotated[str, _with("title")]
    ledger_sheet: _Text
    ledger_empty: _Text
    ledger_count: Annotated[str, _with("count")]
    ledger_count_numbers: Annotated[str, _with("count")]
    ledger_about: Annotated[str, _with("words")]
    ledger_whose: Annotated[str, _with("title")]
    button_whose: _Text
    button_anybody: _Text
    button_all_pledges: _Text
    button_numbers_only: _Text
    button_chart: _Text
    button_card: _Text
    card_caption: Annotated[str, _with("speaker", "title")]
    card_too_long: _Text
    verify_exact: _Text
    verify_different: _Text
    verify_misattributed: Annotated[str, _with("claimed", "speakers")]
    verify_misattributed_reporter: Annotated[str, _with("claimed")]
    verify_absent: _Text
    verify_absent_note: _Text
    verify_only_form: Annotated[str, _with("forms")]
    verify_script: _Text
    verify_marks: _Text
    verify_changed: Annotated[str, _with("kind", "said", "pasted")]
    verify_left_out: Annotated[str, _with("kind", "said")]
    verify_added: Annotated[str, _with("kind", "pasted")]
    verify_more_differences: Annotated[str, _with("count")]
    verify_number: _Text
    verify_unit: _Text
    verify_negation: _Text
    verify_direction: _Text
    verify_comparator: _Text
    verify_commitment: _Text
    verify_words: _Text
    verify_stitched: _Text
    verify_not_theirs: Annotated[str, _with("claimed", "speakers")]
    verify_pasted: _Text
    verify_nearest: _Text
    verify_elsewhere: Annotated[str, _with("count", "speakers")]
    verify_extract: Annotated[str, _with("count")]
    verify_several: Annotated[str, _with("count")]
    verify_item: Annotated[str, _with("number", "status")]
    verify_more: Annotated[str, _with("count")]
    verify_nothing: _Text
    verify_among: Annotated[str, _with("count")]
    verify_choose: _Text
    verify_how: _Text
    column_speaker: _Text
    column_role: _Text
    column_section: _Text
    column_quote: _Text
    column_subject: _Text
    column_number: _Text
    column_comparator: _Text
    column_low: _Text
    column_high: _Text
    column_unit: _Text
    column_deadline: _Text
    column_commitment: _Text
    column_place: _Text
    command_ask: _Text
    command_help: _Text
    command_language: _Text
    command_meeting: _Text
    command_meetings: _Text
    command_new: _Text
    command_pledges: _Text
    command_verify: _Text
    command_speakers: _Text
    command_start: _Text
    description: Annotated[str, _with("title")]
    short_description: _Text

    def join(self, words: Sequence[str]) -> str:
        """Return ``words`` as a list in a sentence."""
        return self.comma.join(words)


Catalogue = Mapping[Language, Texts]


def load_texts(language: Language, folder: Path = FOLDER) -> Texts:
    """Read the texts of one language.

    Raises:
        ConfigError: the file cannot be read, or a text is missing, unknown, empty or has the wrong placeholders.
    """
    path = folder / f"{language.value.lower().replace('-', '_')}.toml"
    try:
        texts = msgspec.toml.decode(path.read_bytes(), type=Texts)
    except OSError as error:
        msg = f"{path.name}: cannot be read: {error.strerror or error}"
        raise ConfigError(msg) from error
    except msgspec.DecodeError as error:
        msg = f"{path.name}: {error}"
        raise ConfigError(msg) from error
    for key, expected in _placeholders().items():
        try:
            found = {name for _, name, _, _ in string.Formatter().parse(getattr(texts, key)) if name is not None}
        except ValueError as error:
            msg = f"{path.name}: {key}: {error}"
            raise ConfigError(msg) from error
        if found != expected:
            msg = f"{path.name}: {key}: has placeholders {sorted(found)}, should have {sorted(expected)}"
            raise ConfigError(msg)
    return texts


@cache
def load_catalogue() -> Catalogue:
    """Read the texts of every language.

    Raises:
        ConfigError: as ``load_texts``.
    """
    return {language: load_texts(language) for language in Language}


@cache
def _placeholders() -> dict[str, frozenset[str]]:
    """Return for each text the placeholders its annotation names."""
    hints = get_type_hints(Texts, include_extras=True)
    return {key: hints[key].__metadata__[0].extra["placeholders"] for key in Texts.__struct_fields__}
