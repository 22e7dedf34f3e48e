"""The configuration: what it accepts, and how it says what it does not."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from bot import paths
from bot.config import Settings, load_settings, read_secret, read_token
from bot.errors import ConfigError, QuestionSetError, SourceError, WhosaidError


@pytest.fixture
def write(tmp_path: Path):
    """Write a configuration file and return its path."""

    def write_toml(text: str) -> Path:
        path = tmp_path / "bot.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_toml


def _keys(section: type[msgspec.Struct], prefix: str = "") -> set[str]:
    keys = set()
    for field in msgspec.structs.fields(section):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            keys |= _keys(field.type, f"{prefix}{field.name}.")
        else:
            keys.add(f"{prefix}{field.name}")
    return keys


def _keys_written(text: str) -> set[str]:
    section, keys = "", set()
    for line in text.splitlines():
        if header := re.fullmatch(r"\[(.+)\]", line):
            section = header[1]
        elif key := re.match(r"(\w+) = ", line):
            keys.add(f"{section}.{key[1]}")
    return keys


def test_the_shipped_file_says_what_the_defaults_say() -> None:
    assert load_settings(paths.default_config()) == Settings()


def test_the_shipped_file_shows_every_key_and_no_other() -> None:
    assert _keys_written(paths.default_config().read_text(encoding="utf-8")) == _keys(Settings)


def test_every_key_of_the_shipped_file_follows_a_comment() -> None:
    lines = paths.default_config().read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r"\w+ = ", line):
            block = lines[:number][::-1]
            first = next(above for above in block if not re.match(r"\w+ = ", above))
            assert first.startswith("# "), f"line {number + 1} has no comment: {line}"


def test_an_empty_file_is_the_default(write) -> None:
    assert load_settings(write("")) == Settings()


def test_the_shipped_meeting_is_there() -> None:
    assert Settings().meeting.source.is_file()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            '[pictures]\nfont = "~nobody_of_this_name/思源.otf"',
            "pictures.font: '~nobody_of_this_name/思源.otf' is not a path",
        ),
        ('[meeting]\nsource = "会议\\u0000.txt"', "meeting.source: '会议\\x00.txt' is not a path: it holds a NUL"),
        ('[telegram]\nmode = "pull"', "telegram.mode: 'pull' is not one of 'polling', 'webhook'"),
        ("[telegram]\nmode = 3", "telegram.mode: 3 is not one of 'polling', 'webhook'"),
        ('[chat]\nlanguage = "zh-TW"', "chat.language: 'zh-TW' is not one of 'auto', 'en', 'zh-Hans', 'zh-Hant'"),
        ("[chat]\nmax_quote = 3", "chat.max_quote: is no key here; known are language, max_quotes"),
        ("colour = 1", "colour: is no key here; known are meeting, retrieval"),
        ("[telegram.webhook]\nport = 0", "telegram.webhook.port: 0 does not fit: expected int >= 1"),
        ("[telegram.webhook]\nhost = 1", "telegram.webhook.host: is no key here; known are url, listen"),
        ("telegram = 1", "telegram: 1 does not fit: expected a table, got int"),
        ("[chat]\nmax_quotes = true", "chat.max_quotes: True does not fit: expected int, got bool"),
        ("[telegram]\nread_timeout = nan", "telegram.read_timeout: nan is not seconds, above 0 and up to 120"),
        ("[telegram]\nread_timeout = inf", "telegram.read_timeout: inf is not seconds, above 0 and up to 120"),
        ('[telegram]\nbase_url = "example.org"', "telegram.base_url: 'example.org' is not an http or https address"),
        ('[telegram]\ntoken_env = "A B"', "telegram.token_env: 'A B' is not the name of an environment variable"),
        ("[meeting]\nsource = 5", "meeting.source: 5 does not fit: expected str"),
        ('[telegram]\nmode = "webhook"', "telegram.webhook.url: needed because telegram.mode is 'webhook'"),
        ("[chat]\nmax_quotes = 1\nmax_quotes = 2", "is not TOML: "),
        ("max_quotes", "is not TOML: "),
        (f"max_quotes = {'[' * 3000}{']' * 3000}", "is not TOML: "),
        (f"max_quotes = {'1' * 5000}", "is not TOML: "),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(write, text: str, complaint: str) -> None:
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}: {complaint}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
        load_settings(tmp_path / "none.toml")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes('# 太仓\n[chat]\nlanguage = "zh-Hans"'.encode("gbk"))
    with pytest.raises(ConfigError, match=r"gbk\.toml: is not UTF-8: byte 4"):
        load_settings(path)


def test_a_file_that_an_editor_gave_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_bytes("\ufeff[chat]\nmax_quotes = 5".encode())
    assert load_settings(path).chat.max_quotes == 5


def test_a_relative_path_starts_at_the_folder_of_its_file(write) -> None:
    path = write('[meeting]\nsource = "会议/太仓.txt"\n[cache]\ndirectory = "cache"\n[pictures]\nfont = "rare.ttf"')
    settings = load_settings(path)
    assert settings.meeting.source == path.parent / "会议" / "太仓.txt"
    assert settings.cache.directory == path.parent / "cache"
    assert settings.pictures.font == path.parent / "rare.ttf"


def test_an_empty_path_is_the_default(write) -> None:
    assert load_settings(write('[meeting]\nsource = ""\n[cache]\ndirectory = ""\n[pictures]\nfont = ""')) == Settings()


def test_whole_seconds_are_seconds(write) -> None:
    assert load_settings(write("[telegram]\nread_timeout = 7")).telegram.read_timeout == 7.0


def test_the_environment_names_the_file_unless_the_caller_does(write, tmp_path: Path) -> None:
    path = write("[chat]\nmax_quotes = 1")
    other = tmp_path / "other.toml"
    other.write_text("[chat]\nmax_quotes = 2", encoding="utf-8")
    environ = {"WHOSAID_CONFIG": str(path)}
    assert load_settings(environ=environ).chat.max_quotes == 1
    assert load_settings(other, environ=environ).chat.max_quotes == 2
    assert load_settings(environ={"WHOSAID_CONFIG": ""}) == Settings()


def test_the_token_comes_from_the_variable_the_settings_name(write) -> None:
    settings = load_settings(write('[telegram]\ntoken_env = "TAICANG_TOKEN"'))
    assert read_token(settings, environ={"TAICANG_TOKEN": " 1:abc\n"}) == "1:abc"
    with pytest.raises(ConfigError, match=r"set TAICANG_TOKEN to .* whosaid chat"):
        read_token(settings, environ={"TELEGRAM_BOT_TOKEN": "1:abc"})


def test_a_secret_that_telegram_would_refuse_is_refused_first() -> None:
    assert read_secret(Settings(), environ={"WHOSAID_WEBHOOK_SECRET": "a_b-C9"}) == "a_b-C9"
    for secret in ("", "密码", "a b", "x" * 257):
        with pytest.raises(ConfigError, match="WHOSAID_WEBHOOK_SECRET") as caught:
            read_secret(Settings(), environ={"WHOSAID_WEBHOOK_SECRET": secret})
        assert not secret or secret not in str(caught.value)


def test_an_error_about_a_file_starts_with_its_place() -> None:
    assert str(SourceError(Path("a.txt"), 7, "no speaker")) == "a.txt:7: no speaker"
    assert str(QuestionSetError(Path("q.jsonl"), 0, "is empty")) == "q.jsonl: is empty"
    assert issubclass(SourceError, WhosaidError)
