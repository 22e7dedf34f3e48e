"""Where the files that ship with the bot are, in a checkout and in an installed wheel.

A wheel carries them inside the package, in ``bot/shipped/``; in a checkout they stand beside it, where
people look for them. The package's own copy is looked for first: the folder that holds an installed
package belongs to every package there, so a ``config/`` beside it may be anybody's.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path

__all__ = [
    "config_dir",
    "default_cache_dir",
    "default_config",
    "default_data_dir",
    "default_meeting",
    "seeds_dir",
    "shown",
]

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"


def _root() -> Path:
    return _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def config_dir() -> Path:
    """Return the folder of ``bot.toml`` and the language data, absolute."""
    return _root() / "config"


def seeds_dir() -> Path:
    """Return the folder of the meetings that ship with the bot, absolute."""
    return _root() / "seeds"


def default_config() -> Path:
    """Return the configuration file that ships with the bot, absolute."""
    return config_dir() / "bot.toml"


def default_meeting() -> Path:
    """Return the meeting that ships with the bot, absolute."""
    return seeds_dir() / "taicang-work-conference-2022.txt"


def default_cache_dir() -> Path:
    """Return the user's cache folder for the bot, as the platform wants it; it need not exist."""
    return user_cache_path("whosaid", appauthor=False)


def default_data_dir() -> Path:
    """Return the user's data folder for the bot, as the platform wants it; it need not exist."""
    return user_data_path("whosaid", appauthor=False)


def shown(path: Path) -> str:
    """Return ``path`` as a reader knows it: from the working folder when it lies inside, else in full."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
