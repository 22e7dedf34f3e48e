"""What the terminal shows of a reply."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.chat.reply import EntityKind, Reply, ReplyBuilder
from bot.chat.terminal import to_plain, to_rich
from bot.types import squash

LINES = st.lists(st.sampled_from(["路灯", "沈𠮷安 · 书记", "8%以上", ""]), min_size=1, max_size=4).map("\n".join)


def shown(reply: Reply, width: int = 40, *, colour: bool = False) -> str:
    console = Console(
        width=width, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False
    )
    with console.capture() as capture:
        console.print(to_rich(reply))
    return capture.get()


def reply_with_quotes(*quotes: str, before: str = "何敏", after: str = "—— 守好一河清水") -> Reply:
    builder = ReplyBuilder().write(before, EntityKind.BOLD)
    for words in quotes:
        builder.line(words, EntityKind.QUOTE)
    return builder.line(after).build()


def test_a_quote_has_a_bar_and_the_lines_around_it_have_none():
    assert shown(reply_with_quotes("清淤河道8公里")) == "何敏\n▎ 清淤河道8公里\n—— 守好一河清水\n"


def test_each_row_of_a_wrapped_quote_has_the_bar():
    assert (
        shown(reply_with_quotes("下半年清淤河道8公里"), width=16)
        == "何敏\n▎ 下半年清淤河道\n▎ 8公里\n—— 守好一河清水\n"
    )


def test_each_paragraph_of_a_quote_has_the_bar():
    assert shown(reply_with_quotes("一\n二")) == "何敏\n▎ 一\n▎ 二\n—— 守好一河清水\n"


def test_where_one_quote_ends_and_the_next_begins_is_seen():
    reply = reply_with_quotes("一", "二")
    assert shown(reply) == "何敏\n▎ 一\n\n▎ 二\n—— 守好一河清水\n"
    assert to_plain(reply) == "何敏\n> 一\n\n> 二\n—— 守好一河清水"


def test_empty_lines_between_speakers_stay():
    builder = ReplyBuilder().write("甲").line("一", EntityKind.QUOTE).paragraph("乙").line("二", EntityKind.LONG_QUOTE)
    assert shown(builder.build()) == "甲\n▎ 一\n\n乙\n▎ 二\n"


def test_bold_words_are_bold():
    assert "\x1b[1m何敏\x1b[0m" in shown(reply_with_quotes("一"), colour=True)


def test_square_brackets_are_no_markup():
    assert shown(Reply("[bold]路灯[/bold] [red]")) == "[bold]路灯[/bold] [red]\n"


def test_plain_text_sets_quotes_off_with_a_mark():
    assert to_plain(reply_with_quotes("一\n二")) == "何敏\n> 一\n> 二\n—— 守好一河清水"


@given(LINES, st.lists(LINES, max_size=3), LINES)
def test_plain_text_without_its_marks_has_the_words_of_the_text(before: str, quotes: list[str], after: str):
    reply = reply_with_quotes(*(f"引{words}" for words in quotes), before=f"甲{before}", after=f"{after}乙")
    assert squash(to_plain(reply).replace("> ", "")) == squash(reply.text)


def test_a_reply_that_is_one_quote_is_shown_whole():
    reply = ReplyBuilder().write("路灯", EntityKind.QUOTE).build()
    assert to_plain(reply) == "> 路灯"
    assert shown(reply) == "▎ 路灯\n"
