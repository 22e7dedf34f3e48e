"""A Bot API server of our own: it carries an unmodified bot over HTTP, without Telegram.

``State`` is the bot's world, ``BotApiServer`` serves it, ``Person`` talks to the bot in it, ``Faults`` breaks
calls on order. It answers as the real server does where a bot can tell, and refuses what it does not know.
"""

from bot.botapi.client import Person
from bot.botapi.errors import ApiError
from bot.botapi.events import Event, EventKind
from bot.botapi.faults import Fault, Faults, RandomFaults
from bot.botapi.reply import Reply
from bot.botapi.server import BotApiServer
from bot.botapi.state import State
from bot.botapi.wire import Json, Upload

__all__ = [
    "ApiError",
    "BotApiServer",
    "Event",
    "EventKind",
    "Fault",
    "Faults",
    "Json",
    "Person",
    "RandomFaults",
    "Reply",
    "State",
    "Upload",
]
