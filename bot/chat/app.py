"""The bot as a program: python-telegram-bot set up, and run by long polling or webhook."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from telegram import Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes

from bot.chat.cooldowns import Cooldowns
from bot.chat.delivery import deliver
from bot.chat.handlers import all_handlers
from bot.chat.handlers.again import Again
from bot.chat.privacy import describe_error, log_uncaught, protect_log
from bot.chat.profile import publish_profile
from bot.chat.rendering.pages import render_plain
from bot.chat.services import AnswersQuestions, Services
from bot.chat.upkeep import keep_tidy
from bot.config import Settings, TelegramSettings, read_hidden, read_secret, read_token
from bot.health.metrics import Metrics, Reading
from bot.health.process import settle_process
from bot.health.server import HealthServer
from bot.health.service_manager import ServiceManager
from bot.store.inbox import Inbox, bot_id_of
from bot.store.store import Store
from bot.transport.application import AnyApplication, ForgetfulApplication
from bot.transport.attempt import current_attempt
from bot.transport.updater import InboxUpdater
from bot.transport.workers import Callbacks

__all__ = ["ALLOWED_UPDATES", "AnyApplication", "build_application", "run"]

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MESSAGE_REACTION,
    Update.MY_CHAT_MEMBER,
)
"""The kinds of update there is a handler for. Telegram keeps the last list it was told, so it is told every time."""

_LOG = logging.getLogger(__name__)

_ANSWER_SECONDS = 5.0
"""Within which the engine should answer whoever asks whether it does."""


def build_application(
    settings: Settings,
    engine: AnswersQuestions,
    store: Store | None = None,
    *,
    token: str = "",
    inbox: Inbox | None = None,
) -> AnyApplication:
    """Set up the bot; nothing is sent yet.

    Args:
        settings: Token variable, servers, timeouts, language.
        engine: Answers questions; it is called from one thread of its own, one question after another.
        store: What survives a restart, closed when the bot ends; by default the one the settings name.
        token: The bot's token; by default the one in the variable the settings name.
        inbox: Where updates are kept until they are handled, closed when the bot ends; by default the one the
            settings name, or one in memory for a store of the caller's.

    Raises:
        ConfigError: the token's variable is not set, or a catalogue of texts is broken.
        StoreError: the store cannot be opened.
    """
    telegram = settings.telegram
    token = token or read_token(settings)
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")
    if inbox is None:
        inbox = Inbox.open(None if store else settings.data.inbox, bot_id_of(token))
    services = Services(engine, settings, store or Store.open(settings.data.database), executor)

    cooldowns = Cooldowns(settings.chat.group_seconds, settings.chat.group_waiting)

    async def introduce(application: AnyApplication) -> None:
        if settings.metrics.port:
            health.listen(settings.metrics.listen, settings.metrics.port)
        services.do_meanwhile(keep_tidy(services))
        services.do_meanwhile(manager.keep_told(check))
        await publish_profile(application.bot, engine.meeting, settings.chat.language, settings.chat.admins)

    async def release(application: AnyApplication) -> None:  # noqa: ARG001
        await health.close()
        await services.close()
        executor.shutdown(wait=False, cancel_futures=True)

    async def handle(update: Update) -> None:
        await application.process_update(update)

    async def offer(number: int, update: Update) -> None:
        await again.offer(number, update)

    async def hurry() -> None:
        manager.tell("STOPPING=1", "STATUS=finishing what is in hand")
        await cooldowns.close()

    manager = ServiceManager()
    updater = InboxUpdater(telegram, token, inbox, Callbacks(handle, offer, hurry))
    again = Again(services, updater.intake.reopen)
    services.forget_also(updater.intake.forget)
    metrics = Metrics(lambda: Reading(updater.counters, len(updater.intake)))
    services.observe(metrics.observe)

    check = partial(_why_not_ready, updater, services)
    health = HealthServer(metrics, check)
    application: AnyApplication = (
        ApplicationBuilder()
        .application_class(ForgetfulApplication)
        .updater(updater)
        .post_init(introduce)
        .post_shutdown(release)
        .build()
    )
    application.add_handlers(all_handlers(services, cooldowns, again))

    async def apologise(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        await _report(update, context.error, services)

    application.add_error_handler(apologise)
    return application


def run(settings: Settings, engine: AnswersQuestions) -> None:
    """Run the bot until it is told to stop (SIGINT, SIGTERM).

    Raises:
        ConfigError: a variable the mode needs is not set.
        telegram.error.InvalidToken: Telegram does not know the token; the message names its variable, not the token.
        telegram.error.NetworkError: Telegram cannot be reached.
    """
    telegram = settings.telegram
    read_token(settings)
    secret = read_secret(settings) if telegram.mode == "webhook" else ""
    protect_log(read_hidden(settings))
    log_uncaught()
    application = build_application(settings, engine)
    settle_process()
    try:
        if telegram.mode == "webhook":
            _run_webhook(application, telegram, secret)
        else:
            _run_polling(application, telegram)
    except InvalidToken:
        # The library's own message holds the token, and a traceback would show it.
        msg = f"Telegram does not know the token in {telegram.token_env}"
        raise InvalidToken(msg) from None
    except NetworkError as error:
        msg = f"{telegram.base_url}: cannot be reached: {error}"
        raise NetworkError(msg) from error


async def _why_not_ready(updater: InboxUpdater, services: Services) -> str:
    """Return why no question is answered now; empty when they are."""
    if trouble := updater.trouble:
        return trouble
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            await services.run(services.engine.answer, services.meeting.title)
    except TimeoutError:
        return "the engine is busy"
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody gets an answer
        _LOG.error("readiness: %s", describe_error(error))
        return "the engine fails"
    return ""


def _run_polling(application: AnyApplication, telegram: TelegramSettings) -> None:
    application.run_polling(
        timeout=telegram.poll_timeout,
        bootstrap_retries=telegram.bootstrap_retries,
        allowed_updates=ALLOWED_UPDATES,
        drop_pending_updates=False,
    )


def _run_webhook(application: AnyApplication, telegram: TelegramSettings, secret: str) -> None:
    webhook = telegram.webhook
    application.run_webhook(
        listen=webhook.listen,
        port=webhook.port,
        url_path=webhook.path,
        webhook_url=webhook.url.rstrip("/") + webhook.path,
        secret_token=secret,
        bootstrap_retries=telegram.bootstrap_retries,
        allowed_updates=ALLOWED_UPDATES,
        drop_pending_updates=False,
    )


async def _report(update: object, error: BaseException | None, services: Services) -> None:
    """Log an error without anything a person wrote, and tell the person it happened to."""
    if error is None:
        return
    if attempt := current_attempt():
        attempt.error = error
    number = update.update_id if isinstance(update, Update) else "-"
    # What Telegram says about a request holds no message text; what any other error says may.
    said = f" ({error})" if isinstance(error, TelegramError) else ""
    _LOG.error("update %s: %s%s", number, describe_error(error), said)
    unreachable = isinstance(error, (Forbidden, RetryAfter, NetworkError)) and not isinstance(error, BadRequest)
    if isinstance(update, Update) and update.message and not unreachable:
        try:
            texts = await services.texts_for(update.message.from_user)
            await deliver(update.message, render_plain(texts.failed))
        except TelegramError as second:
            _LOG.warning("update %s: could not apologise: %s", number, second)
