"""The language data: read once, and what is wrong with it told by file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import paths
from bot.errors import ConfigError
from bot.language import language, load_language

FILES = ["offices", "words", "cues", "synonyms", "english", "regional", "offtopic"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the language data that a test may spoil."""
    return Path(shutil.copytree(paths.config_dir() / "language", tmp_path / "language"))


def test_the_shipped_data_are_read_once() -> None:
    assert language() is language()
    assert "局长" in language().offices.titles
    assert language().regional["边个"] == "谁"


def test_a_copy_says_the_same(folder: Path) -> None:
    assert load_language(folder) == language()


def test_every_cue_is_a_regular_expression() -> None:
    for cue in language().cues:
        assert len(cue.compiled) == len(cue.patterns) > 0


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.toml").unlink()
    with pytest.raises(ConfigError, match=rf"{name}\.toml: cannot be read"):
        load_language(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_toml_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.toml").write_text("谁 = [", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{name}\.toml: is not TOML"):
        load_language(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_utf8_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.toml").write_bytes('words = "边个"'.encode("gbk"))
    with pytest.raises(ConfigError, match=rf"{name}\.toml: "):
        load_language(folder)


@pytest.mark.parametrize(
    ("name", "table"),
    [("cues", "cue"), ("synonyms", "words"), ("english", "words"), ("regional", "words"), ("offtopic", "patterns")],
)
def test_a_missing_table_is_named_with_its_file(folder: Path, name: str, table: str) -> None:
    (folder / f"{name}.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{name}\.toml: the table \[{table}\] is missing"):
        load_language(folder)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("regional", "[words]\n边个 = 3\n".replace("边个", '"边个"'), "str"),
        ("synonyms", '[words]\n"警察" = "公安"\n', "array"),
        ("cues", '[[cue]]\nkind = "whom"\npatterns = ["谁"]\n', "whom"),
        ("words", 'question = ["谁"]\n', "function"),
        ("offices", 'titel = ["局长"]\n', "titel|titles"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_with_its_file(folder: Path, name: str, text: str, complaint: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{name}\.toml: .*({complaint})"):
        load_language(folder)
