"""The choice of a language."""

from __future__ import annotations

import pytest

from bot.chat.rendering.languages import render_languages
from bot.chat.texts import Language, load_texts


@pytest.mark.parametrize(
    ("chosen", "marked"),
    [
        (Language.ZH_HANS, "简体中文 ✓"),
        (Language.ZH_HANT, "繁體中文 ✓"),
        (Language.EN, "English ✓"),
        (None, "跟随 Telegram ✓"),
    ],
)
def test_the_chosen_language_is_marked_and_no_other(chosen, marked):
    reply = render_languages(load_texts(Language.ZH_HANS), chosen)
    labels = [button.label for row in reply.buttons for button in row]
    assert [label for label in labels if "✓" in label] == [marked]


def test_each_language_is_called_as_its_readers_call_it():
    names = {"简体中文", "繁體中文", "English"}
    for language in Language:
        reply = render_languages(load_texts(language), None)
        assert names <= {button.label for row in reply.buttons for button in row}
