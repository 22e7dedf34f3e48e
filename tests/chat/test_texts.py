"""The bot's own words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.chat import texts as module
from bot.chat.texts import Language, Texts, choose_language, load_catalogue, load_texts
from bot.errors import ConfigError

FOLDER = Path(module.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the texts to spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "texts"))


def spoil(folder: Path, pattern: str, replacement: str) -> None:
    path = folder / "en.toml"
    spoilt, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(spoilt, encoding="utf-8")


@pytest.mark.parametrize("language", Language)
def test_every_language_has_every_text_with_its_placeholders(language: Language):
    assert isinstance(load_texts(language), Texts)


def test_every_text_is_used(root: Path):
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "bot").rglob("*.py"))
    unused = [key for key in Texts.__struct_fields__ if not re.search(rf"(texts|self)\.{key}\b", code)]
    assert [key for key in unused if not key.startswith(("command_", "refused_"))] == []


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT])
def test_the_two_chinese_catalogues_keep_to_their_script(language: Language):
    path = FOLDER / f"{language.lower().replace('-', '_')}.toml"
    words = path.read_text(encoding="utf-8")
    ours, other = ("这说没发会问时", "這說沒發會問時")[:: 1 if language is Language.ZH_HANS else -1]
    assert set(ours) <= set(words)
    assert not set(other) & set(words)


def test_a_missing_text_is_named_with_its_file(folder: Path):
    spoil(folder, r'^failed = ".*"$', "")
    with pytest.raises(ConfigError, match=r"^en\.toml: .*`failed`"):
        load_texts(Language.EN, folder)


def test_an_unknown_text_is_named_with_its_file(folder: Path):
    spoil(folder, r"^failed = ", 'fialed = "x"\nfailed = ')
    with pytest.raises(ConfigError, match=r"^en\.toml: .*`fialed`"):
        load_texts(Language.EN, folder)


def test_an_empty_text_is_refused(folder: Path):
    spoil(folder, r'^failed = ".*"$', 'failed = ""')
    with pytest.raises(ConfigError, match=r"^en\.toml: .*failed"):
        load_texts(Language.EN, folder)


def test_a_misspelt_placeholder_is_named_with_its_text(folder: Path):
    spoil(folder, r"\{missing\}", "{mising}")
    with pytest.raises(ConfigError, match=r"^en\.toml: found_and_missing: .*'mising'"):
        load_texts(Language.EN, folder)


def test_a_lone_brace_is_named_with_its_text(folder: Path):
    spoil(folder, r'^clarify = "', 'clarify = "{')
    with pytest.raises(ConfigError, match=r"^en\.toml: clarify: "):
        load_texts(Language.EN, folder)


def test_what_is_no_toml_is_refused(folder: Path):
    spoil(folder, r"^comma = ", "comma ")
    with pytest.raises(ConfigError, match=r"^en\.toml: "):
        load_texts(Language.EN, folder)


def test_a_language_without_a_file_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"^zh_hant\.toml: cannot be read"):
        load_texts(Language.ZH_HANT, tmp_path)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", Language.ZH_HANS),
        ("zh-CN", Language.ZH_HANS),
        ("zh", Language.ZH_HANS),
        ("zh-Hans-HK", Language.ZH_HANS),
        ("zh-hant", Language.ZH_HANT),
        ("zh-TW", Language.ZH_HANT),
        ("zh_HK", Language.ZH_HANT),
        ("zh-Hant-MO", Language.ZH_HANT),
        ("en", Language.EN),
        ("de-AT", Language.EN),
        (None, Language.ZH_HANS),
        ("", Language.ZH_HANS),
    ],
)
def test_a_person_is_spoken_to_in_their_language(code: str | None, language: Language):
    assert choose_language(code) is language


@pytest.mark.parametrize("setting", list(Language))
def test_a_language_that_is_set_holds_for_everyone(setting: Language):
    assert choose_language("de", setting) is choose_language("zh-tw", setting) is setting


def test_telegram_takes_the_texts_it_is_given_to_show():
    for texts in load_catalogue().values():
        assert len(texts.short_description) <= 120
        assert len(texts.description) <= 400  # leaves room for a title
        assert all(
            1 <= len(getattr(texts, key)) <= 256 for key in Texts.__struct_fields__ if key.startswith("command_")
        )
