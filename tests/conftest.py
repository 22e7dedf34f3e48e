"""What many tests need: the shipped meeting, and folders that are not the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import paths
from bot.answering.engine import Engine, build_engine
from bot.config import Settings
from bot.corpus.reader import read_meeting
from bot.types import Meeting

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def meeting() -> Meeting:
    """Return the meeting that ships with the bot."""
    return read_meeting(paths.default_meeting())


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep caches and settings of whoever runs the tests out of them, in this process and those it starts.

    The cache is one for all tests of a run, so that vectors are computed once.
    """
    patch = pytest.MonkeyPatch()
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-gw"):  # with pytest-xdist, the workers' folders lie in one
        shared = shared.parent
    patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
    patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    patch.setenv("OMP_NUM_THREADS", "1")
    for variable in ("WHOSAID_CONFIG", "TELEGRAM_BOT_TOKEN", "WHOSAID_WEBHOOK_SECRET"):
        patch.delenv(variable, raising=False)


@pytest.fixture(scope="session")
def settings(_no_settings_of_the_user: None) -> Settings:
    """Return the default settings, with the cache of this run."""
    return Settings()


@pytest.fixture(scope="session")
def engine(settings: Settings) -> Engine:
    """Return the engine that answers about the shipped meeting."""
    return build_engine(settings)
