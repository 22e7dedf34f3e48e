"""Run the bot on the meeting made by hand, as a process of its own: by polling, by webhook with WEBHOOK_PORT.

With METRICS_PORT, it tells there how it is. What it keeps is kept in DATA, else nowhere. The first speech is LONG
characters long, if that is set, and 全文 asks for all of it.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent.parent))


def main() -> None:
    from bot.chat.app import run
    from bot.config import DataSettings, MetricsSettings, Settings, TelegramSettings, WebhookSettings

    spec = importlib.util.spec_from_file_location("chat_conftest", FOLDER / "conftest.py")
    conftest = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = conftest
    spec.loader.exec_module(conftest)

    base_url, port = os.environ["BASE_URL"], int(os.environ.get("WEBHOOK_PORT", "0"))
    telegram = TelegramSettings(base_url=base_url, poll_timeout=2, bootstrap_retries=0)
    if port:
        webhook = WebhookSettings(url=f"http://127.0.0.1:{port}/", port=port)
        telegram = TelegramSettings(base_url=base_url, mode="webhook", webhook=webhook, bootstrap_retries=0)
    # each server counts its updates from 1, so that the next one's would be taken for repeated
    with TemporaryDirectory() as folder:
        settings = Settings(
            telegram=telegram,
            data=DataSettings(directory=Path(os.environ.get("DATA") or folder)),
            metrics=MetricsSettings(port=int(os.environ.get("METRICS_PORT", "0"))),
        )
        run(settings, conftest.long_winded(int(os.environ.get("LONG", "0"))))


if __name__ == "__main__":
    main()
