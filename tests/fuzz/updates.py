"""Raw updates: every kind there is, as Telegram sends them, and then broken in every way."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.fuzz.words import any_text, junk, numbers, pieces_of, questions

if TYPE_CHECKING:
    from tests.fuzz.world import World

__all__ = ["COMMANDS", "Body", "Sent", "bodies", "broken", "commands", "inline_queries", "messages", "updates"]

Json = dict[str, Any]

COMMANDS = [
    "ask", "speakers", "pledges", "verify", "meeting", "meetings", "start", "new", "language", "help", "privacy", "forget",
    "unanswered",
]  # fmt: skip
_PAYLOADS = ["ask", "speaker-{m}-0", "speech-{m}-1", "speech-{m}-99", "{m}-0-0-a", "{m}-r-0-5", "{m}-zzzzzz-0-zzzz"]
_FILE = {"file_id": "x", "file_unique_id": "y", "file_size": 3}
_USER = {"id": 5, "is_bot": False, "first_name": "谁"}
_CONTENTS: list[Json] = [
    {"photo": [{**_FILE, "width": 1, "height": 1}], "caption": "路灯"},
    {"voice": {**_FILE, "duration": 1}},
    {"sticker": {**_FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"location": {"latitude": 31.4, "longitude": 121.1}},
    {"contact": {"phone_number": "+86", "first_name": "何敏"}},
    {"poll": {"id": "1", "question": "路灯？", "options": [{"persistent_id": "1", "text": "a", "voter_count": 0}],
              "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
              "allows_multiple_answers": False, "allows_revoting": False, "members_only": False}},
    {"new_chat_members": [_USER]},
    {"left_chat_member": _USER},
    {"new_chat_title": "新名字"},
    {"new_chat_photo": [{**_FILE, "width": 1, "height": 1}]},
    {"delete_chat_photo": True},
    {"group_chat_created": True},
    {"supergroup_chat_created": True},
    {"channel_chat_created": True},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"invoice": {"title": "a", "description": "b", "start_parameter": "c", "currency": "CNY", "total_amount": 1}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 1}]}},
    {"chat_shared": {"request_id": 1, "chat_id": 1}},
    {"forum_topic_created": {"name": "路灯", "icon_color": 1}},
    {"forum_topic_edited": {"name": "路灯"}},
    {"forum_topic_closed": {}},
    {"general_forum_topic_hidden": {}},
    {"video_chat_started": {}},
    {"video_chat_ended": {"duration": 3}},
    {"video_chat_participants_invited": {"users": [_USER]}},
    {"write_access_allowed": {"web_app_name": "a"}},
    {"proximity_alert_triggered": {"traveler": _USER, "watcher": _USER, "distance": 1}},
    {"web_app_data": {"data": "x", "button_text": "y"}},
    {"boost_added": {"boost_count": 1}},
    {"story": {"id": 1, "chat": {"id": 1, "type": "private"}}},
    {"migrate_to_chat_id": -1001234567890},
    {"migrate_from_chat_id": -1234},
    {"a_kind_of_the_year_2031": {"deep": [[{"x": None}]]}},
]  # fmt: skip
_MARKS: list[Json] = [
    {"is_automatic_forward": True},
    {"business_connection_id": "b"},
    {"sender_business_bot": {"id": 7, "is_bot": True, "first_name": "b"}},
    {"has_protected_content": True},
    {"via_bot": {"id": 4242, "is_bot": True, "first_name": "whosaid", "username": "whosaid_bot"}},
    {"via_bot": {"id": 9, "is_bot": True, "first_name": "gif"}},
    {"media_group_id": "1"},
    {"author_signature": "何"},
    {"edit_date": 5},
    {"forward_origin": {"type": "hidden_user", "sender_user_name": "何敏", "date": 1}},
    {"forward_origin": {"type": "user", "sender_user": _USER, "date": 1}},
    {"forward_origin": {"type": "channel", "chat": {"id": -1009, "type": "channel", "title": "t"}, "message_id": 3, "date": 1}},
    {"forward_origin": {"type": "chat", "sender_chat": {"id": -1009, "type": "group", "title": "t"}, "date": 1}},
    {"reply_to_story": {"id": 1, "chat": {"id": 1, "type": "private"}}},
    {"external_reply": {"origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}},
    {"link_preview_options": {"is_disabled": True}},
    {"effect_id": "5"},
    {"paid_star_count": 1},
    {"suggested_post_info": {"state": "pending"}},
]  # fmt: skip
_ODD_VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, 2**52, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**30, -(10**30), 1.5, 1e308, "", "x",
    "5", "None", "\ud800", "\x00", [], {}, [[]], [None], [{}], {"id": None}, {"id": 1}, [1, "2", None], "🎲" * 300,
]  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """An update to deliver.

    Attributes:
        update: As JSON.
        asks: Whether it is sound and whoever sent it waits for a reply, which must come.
        sound: Whether Telegram could have sent it.
    """

    update: Json
    asks: bool = False
    sound: bool = True


@dataclass(frozen=True)
class Body:
    """What is delivered in place of an update.

    Attributes:
        content: Any bytes.
    """

    content: bytes


def bodies() -> st.SearchStrategy[Body]:
    """Return bodies that are no updates: no JSON, no object, nested without end."""
    written = st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
        lambda inside: (
            st.lists(inside, max_size=3)
            | st.dictionaries(st.sampled_from(["update_id", "message", "x"]), inside, max_size=3)
        ),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode())
    deep = st.tuples(
        st.sampled_from([100, 900, 990, 2000, 100_000]), st.sampled_from([(b"[", b"]"), (b'{"message":', b"}")])
    ).map(lambda it: b'{"update_id": 77, "message": ' + it[1][0] * it[0] + b"1" + it[1][1] * it[0] + b"}")
    odd = st.sampled_from([b"", b"null", b"[]", b"\xff\xfe", "路灯".encode("gb18030"), b'{"update_id": 1e400}', b'{"update_id": NaN}',
                           b'{"update_id": ' + b"9" * 5000 + b"}", b'{"update_id": 5, "update_id": 6}', b'{"update_id": "5"}',
                           b'{"update_id": true}', b'{"update_id": -5}', b'{"message": {"text": "\\ud800"}}', b"\x00" * 100])  # fmt: skip
    return st.one_of(written, deep, odd, st.binary(max_size=40)).map(Body)


def commands(world: World) -> st.SearchStrategy[str]:
    """Return commands with arguments, ours and others."""
    meeting = world.library.configured
    fingerprint = meeting.source.sha256[:8]
    payload = st.sampled_from(_PAYLOADS).map(lambda written: written.format(m=fingerprint))
    words = st.one_of(questions(meeting), pieces_of(meeting), junk(12), numbers(), payload, st.just(""))
    name = st.one_of(
        st.sampled_from(COMMANDS), st.sampled_from([*COMMANDS, "nosuch", "ASK", "ask@whosaid_bot", "ask@other_bot"])
    )
    blank = st.sampled_from([" ", "\n", "  ", "\u3000"])
    return st.tuples(name, blank, words).map(lambda parts: f"/{parts[0]}{parts[1]}{parts[2]}"[:4000])


@st.composite
def messages(draw: Callable[..., Any], world: World, texts: st.SearchStrategy[str]) -> Sent:
    """Return a message as Telegram sends one; in a private chat, a person's plain text is a question."""
    chat = draw(st.sampled_from([None, None, None, *world.groups, world.channel]))
    person = draw(st.sampled_from(world.people))
    private = chat is None
    chat = world.state.chats[person["id"]] if private else chat
    content: Json = {"text": draw(texts)} if draw(st.integers(0, 9)) else dict(draw(st.sampled_from(_CONTENTS)))
    plain = "text" in content
    if plain:
        content["text"] = content["text"] or "路灯"
        content |= _detected(content["text"])
    marks: Json = {}
    if not draw(st.integers(0, 3)):
        marks = dict(draw(st.sampled_from(_MARKS)))
    if not private and plain and draw(st.booleans()):
        content["text"] = f"@whosaid_bot {content['text']}"
        content["entities"] = [{"type": "mention", "offset": 0, "length": 12}]
    if chat is world.groups[-1] and draw(st.booleans()):
        marks |= {"message_thread_id": world.topic, "is_topic_message": True}
    if draw(st.integers(0, 5)) == 0:
        said = {"message_id": 1, "from": world.state.bot, "chat": chat, "date": 1, "text": draw(texts) or "路灯"}
        marks["reply_to_message"] = said
        if draw(st.booleans()):
            marks["quote"] = {"text": said["text"][:5] or "路", "position": 0}
    kind = draw(st.sampled_from(["message"] * 12 + ["edited_message", "channel_post", "edited_channel_post",
                                                    "business_message", "edited_business_message"]))  # fmt: skip
    message = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": person, **content, **marks}
    asks = private and plain and not marks and kind == "message" and bool(_printed(content["text"]))
    return Sent({kind: message}, asks=asks)


@st.composite
def inline_queries(draw: Callable[..., Any], world: World) -> Sent:
    """Return an inline query."""
    meeting = world.library.configured
    query = draw(st.one_of(pieces_of(meeting), questions(meeting), numbers(), junk(20), st.just("")))[:256]
    offset = draw(st.sampled_from(["", "", "", "10", "50", "-1", "x", "９", "99999999999999999999", "٣"]))
    kind = draw(st.sampled_from(["sender", "private", "group", "supergroup", "channel", None]))
    content = {"id": "1", "from": draw(st.sampled_from(world.people)), "query": query, "offset": offset}
    return Sent({"inline_query": content | ({"chat_type": kind} if kind else {})}, asks=True)


@st.composite
def _others(draw: Callable[..., Any], world: World) -> Sent:
    """Return updates that are no messages."""
    person = draw(st.sampled_from(world.people))
    chat = draw(st.sampled_from([world.state.chats[person["id"]], *world.groups, world.channel]))
    emoji = st.sampled_from([
        {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👎"}, {"type": "emoji", "emoji": "🤷‍♂"},
        {"type": "custom_emoji", "custom_emoji_id": "5"}, {"type": "paid"},
    ])  # fmt: skip
    status = st.sampled_from(["member", "left", "kicked", "administrator", "restricted", "creator"])
    here = {"chat": chat, "date": draw(st.integers(0, 2**31 - 1))}
    kinds: list[Json] = [
        {"message_reaction": {**here, "message_id": draw(st.integers(0, 50)), "user": person,
                              "old_reaction": draw(st.lists(emoji, max_size=3)),
                              "new_reaction": draw(st.lists(emoji, max_size=3))}},
        {"message_reaction": {**here, "message_id": 1, "actor_chat": chat, "old_reaction": [], "new_reaction": []}},
        {"message_reaction_count": {**here, "message_id": 1, "reactions": [{"type": {"type": "paid"}, "total_count": 3}]}},
        {"my_chat_member": {**here, "from": person, "old_chat_member": _member(draw(status), world.state.bot),
                            "new_chat_member": _member(draw(status), world.state.bot)}},
        {"chat_member": {**here, "from": person, "old_chat_member": _member("left", person),
                         "new_chat_member": _member("member", person)}},
        {"chat_join_request": {**here, "from": person, "user_chat_id": person["id"]}},
        {"chosen_inline_result": {"result_id": "1", "from": person, "query": draw(junk(8))}},
        {"poll_answer": {"poll_id": "1", "user": person, "option_ids": [0], "option_persistent_ids": ["1"]}},
        {"business_connection": {"id": "1", "user": person, "user_chat_id": person["id"], "date": 1, "is_enabled": True}},
        {"deleted_business_messages": {"business_connection_id": "1", "chat": chat, "message_ids": [1]}},
        {"shipping_query": {"id": "1", "from": person, "invoice_payload": "x", "shipping_address": {
            "country_code": "CN", "state": "", "city": "", "street_line1": "", "street_line2": "", "post_code": ""}}},
        {"chat_boost": {"chat": chat, "boost": {"boost_id": "1", "add_date": 1, "expiration_date": 2,
                                                "source": {"source": "premium", "user": person}}}},
        {"callback_query": {"id": "none", "from": person, "chat_instance": "1", "data": draw(_callback_data())}},
        {"callback_query": {"id": "none", "from": person, "chat_instance": "1", "data": draw(_callback_data()),
                            "message": {"message_id": 3, "chat": chat, "date": 0}}},
        {"callback_query": {"id": "none", "from": person, "chat_instance": "1", "game_short_name": "x"}},
        {"callback_query": {"id": "none", "from": person, "chat_instance": "1", "data": draw(_callback_data()),
                            "inline_message_id": "abc"}},
        {"an_update_of_the_year_2031": {"from": person, "chat": chat}},
        {},
    ]  # fmt: skip
    return Sent(draw(st.sampled_from(kinds)))


def _callback_data() -> st.SearchStrategy[str]:
    ours = st.sampled_from([
        "answer", "context", "whole", "source", "more", "near", "own", "pledged", "read", "card", "cardlight", "carddark",
        "meant", "language", "pledges", "pledgers", "chart", "chartlight", "chartdark", "ledgercsv", "ledgerxlsx",
        "meetings", "meeting", "add", "addnot", "forget", "keep", "speakers", "speaker", "outline", "part", "text",
        "unanswered", "place", "vote", "again",
    ])  # fmt: skip
    argument = st.one_of(st.integers(-3, 40).map(str), st.sampled_from(["", "all", "x", "９", "²", "9" * 15, "9" * 40, "up", "/"]),
                         junk(3))  # fmt: skip
    return st.one_of(
        junk(10), st.tuples(ours, st.lists(argument, max_size=6)).map(lambda it: ":".join([it[0], *it[1]]))
    )


def _member(status: str, user: Json) -> Json:
    more: dict[str, Json] = {
        "restricted": dict.fromkeys(
            ["is_member", "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages",
             "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics",
             "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
             "can_send_voice_notes", "can_edit_tag", "can_react_to_messages"], True) | {"until_date": 0},
        "kicked": {"until_date": 0},
        "administrator": dict.fromkeys(
            ["can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
             "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
             "can_post_stories", "can_edit_stories", "can_delete_stories"], False),
        "creator": {"is_anonymous": False},
    }  # fmt: skip
    return {"status": status, "user": user, **more.get(status, {})}


def _detected(text: str) -> Json:
    """Return the entity of a command, as the server would find it."""
    if text.startswith("/") and len(text) > 1:
        size = len(text.split(maxsplit=1)[0])
        return {"entities": [{"type": "bot_command", "offset": 0, "length": size}]}
    return {}


def _printed(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()


# --- broken ones ------------------------------------------------------------------------------------------


@st.composite
def broken(draw: Callable[..., Any], whole: st.SearchStrategy[Sent]) -> Sent:
    """Return an update that was broken at up to four places."""
    update = copy.deepcopy(draw(whole).update)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(update))
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        how = draw(st.integers(0, 6))
        if how <= 1:
            del holder[key]
        elif how <= 4:
            holder[key] = draw(
                st.one_of(st.sampled_from(_ODD_VALUES), junk(5), st.integers(), st.floats(allow_nan=False))
            )
        elif how == 5:
            holder[key] = _nested(draw(st.sampled_from([3, 40, 400])), holder[key])
        elif isinstance(holder, dict):
            holder[draw(st.text(max_size=8))] = copy.deepcopy(holder[key])
    return Sent(update, sound=False)


def _places(value: Any) -> Any:
    """Yield everything inside: what holds it and under which key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in list(inside):
        yield value, key
        yield from _places(below)


def _nested(depth: int, value: Any) -> Any:
    for level in range(depth):
        value = [value] if level % 2 else {"message": value}
    return value


def updates(world: World) -> st.SearchStrategy[Sent]:
    """Return updates of every kind, half of them broken."""
    texts = st.one_of(any_text(world.library.configured), commands(world), commands(world))
    whole = st.one_of(messages(world, texts), messages(world, texts), messages(world, texts), inline_queries(world),
                      _others(world))  # fmt: skip
    return st.one_of(whole, broken(whole))
