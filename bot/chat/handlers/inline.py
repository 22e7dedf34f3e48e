"""Inline mode: quotes listed in any chat, while somebody types after the bot's name."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache

from telegram import Bot, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes, InlineQueryHandler

from bot.answering.browsing import Browser
from bot.chat.delivery import NO_PREVIEW, to_keyboard, to_telegram
from bot.chat.handlers.feature import AnyHandler, Feature
from bot.chat.links import ASK
from bot.chat.rendering.inline import Result, page_of, render_quote, render_results
from bot.chat.services import Services
from bot.chat.texts import Texts
from bot.corpus.places import OutdatedPlaceError, Place
from bot.library.engine import is_compared_whole
from bot.retrieval.normal import normalise
from bot.types import Meeting

__all__ = ["Inline"]

_LOG = logging.getLogger(__name__)

_REMEMBERED = 256
"""Queries whose results are at hand: what is typed is asked letter by letter, and again for each page."""
_CACHE_SECONDS = 300
"""How long Telegram may show somebody the same results to the same query."""
_TOO_OLD = "query is too old"


class Inline(Feature):
    """Answers inline queries.

    Args:
        services: What the handlers share.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._browser = lru_cache(maxsize=1)(Browser)
        self._results = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def handlers(self) -> Sequence[AnyHandler]:
        """Return the handler of inline queries."""
        return [InlineQueryHandler(self.typed)]

    async def typed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """List what there is to a query; where there is nothing, offer to ask in private."""
        if (query := update.inline_query) is None:
            return
        services = self._services
        texts = await services.texts_for(query.from_user)
        results = await services.run(self._find, query.query.strip(), texts, context.bot.username)
        page, next_offset = page_of(results, query.offset)
        nothing = InlineQueryResultsButton(texts.inline_nothing, start_parameter=ASK)
        try:
            await query.answer(
                [_article(result, context.bot) for result in page],
                cache_time=_CACHE_SECONDS,
                # in the language of whoever asks: nobody else is to get it from Telegram's cache
                is_personal=True,
                next_offset=next_offset,
                button=None if results else nothing,
            )
        except BadRequest as error:
            if _TOO_OLD not in error.message.lower():
                raise
            _LOG.debug("update %s: answered too late", update.update_id)

    def _find(self, query: str, texts: Texts, username: str) -> tuple[Result, ...]:
        """Return the results for a query; for the place of a quote, that quote alone."""
        try:
            quote = Place.parse(query).quote(self._services.meeting)
        except OutdatedPlaceError:
            # "航空 航天" and "航空航天" are one query
            return self._results(self._services.meeting, normalise(query), texts, username)
        return (render_quote(quote, self._services.meeting, texts, username),)

    def _look_up(self, meeting: Meeting, query: str, texts: Texts, username: str) -> tuple[Result, ...]:
        ask = self._services.engine.answer
        if is_compared_whole(meeting):
            return render_results(self._browser(meeting).browse(query, ask), meeting, texts, username)
        # of very much text what is nearest to the query is looked through
        answer = ask(query)
        return render_results(Browser(answer.meeting).browse(query, lambda _: answer), meeting, texts, username)


def _article(result: Result, bot: Bot) -> InlineQueryResultArticle:
    text, entities = to_telegram(result.message)
    return InlineQueryResultArticle(
        id=result.result_id,
        title=result.title,
        description=result.description,
        input_message_content=InputTextMessageContent(text, entities=entities, link_preview_options=NO_PREVIEW),
        reply_markup=to_keyboard(result.message.buttons, bot),
    )
