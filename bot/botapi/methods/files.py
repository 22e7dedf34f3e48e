"""Methods that send files and tell where to download one."""

from __future__ import annotations

import struct
from hashlib import sha256
from typing import Final

from bot.botapi.errors import bad_request
from bot.botapi.methods.content import caption_content, post_message
from bot.botapi.methods.registry import method
from bot.botapi.state import State
from bot.botapi.wire import Json, Parameters, Upload

__all__ = [
    "DOCUMENT_LIMIT",
    "PHOTO_LIMIT",
    "attached",
    "document_content",
    "get_file",
    "photo_content",
    "send_document",
    "send_photo",
]

_DOWNLOAD_LIMIT: Final = 20 * 1024 * 1024
DOCUMENT_LIMIT: Final = 50 * 1024 * 1024
PHOTO_LIMIT: Final = 10 * 1024 * 1024
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER_BYTES: Final = 24
_PHOTO_SIDES: Final = 10_000
_PHOTO_RATIO: Final = 20


@method
def send_document(state: State, parameters: Parameters) -> Json:
    """Send a file with a caption."""
    upload, file_id = attached(state, parameters, "document", parameters.text("document"), DOCUMENT_LIMIT)
    return _send(state, parameters, {"document": document_content(file_id, upload)})


@method
def send_photo(state: State, parameters: Parameters) -> Json:
    """Send a picture with a caption; only PNG, the one format this project draws."""
    upload, file_id = attached(state, parameters, "photo", parameters.text("photo"), PHOTO_LIMIT)
    return _send(state, parameters, {"photo": photo_content(file_id, upload)})


@method
def get_file(state: State, parameters: Parameters) -> Json:
    """Return where a file can be downloaded."""
    file_id = parameters.text("file_id")
    upload = state.files.get(file_id)
    if upload is None:
        reason = "invalid file_id"
        raise bad_request(reason)
    if len(upload.content) > _DOWNLOAD_LIMIT:
        reason = "file is too big"
        raise bad_request(reason)
    return _description(file_id, upload) | {"file_path": f"documents/{file_id}"}


def document_content(file_id: str, upload: Upload) -> Json:
    """Return the ``document`` of a message."""
    return _description(file_id, upload) | {"file_name": upload.name, "mime_type": upload.mime_type}


def photo_content(file_id: str, upload: Upload) -> list[Json]:
    """Return the ``photo`` of a message: its sizes, of which this server keeps one.

    Raises:
        ApiError: the file is no PNG, or one larger or narrower than Telegram shows.
    """
    header = upload.content[:_PNG_HEADER_BYTES]
    if not header.startswith(_PNG) or len(header) < _PNG_HEADER_BYTES:
        reason = "IMAGE_PROCESS_FAILED"
        raise bad_request(reason)
    width, height = struct.unpack(">II", header[16:])
    if (
        not width
        or not height
        or width + height > _PHOTO_SIDES
        or max(width, height) > _PHOTO_RATIO * min(width, height)
    ):
        reason = "PHOTO_INVALID_DIMENSIONS"
        raise bad_request(reason)
    return [_description(file_id, upload) | {"width": width, "height": height}]


def _send(state: State, parameters: Parameters, content: Json) -> Json:
    chat = state.writable_chat(parameters.text("chat_id"))
    return post_message(state, parameters, chat, content | caption_content(parameters))


def attached(state: State, parameters: Parameters, name: str, reference: str, limit: int) -> tuple[Upload, str]:
    """Return a file of a call with its id.

    Args:
        state: The bot's world.
        parameters: The call, with the files uploaded along with it.
        name: The parameter the file belongs to.
        reference: Its value: the id of a file sent before, ``attach://`` and a form field, or empty when the file is
            uploaded under ``name``.
        limit: Its greatest size in bytes.

    Raises:
        ApiError: there is none, or it is empty or too big.
    """
    upload = parameters.files.get(reference.removeprefix("attach://") if reference else name)
    if upload is None:
        if reference in state.files:
            return state.files[reference], reference
        reason = f"there is no {name} in the request" if not reference else "wrong file identifier/HTTP URL specified"
        raise bad_request(reason)
    if not upload.content:
        reason = "file must be non-empty"
        raise bad_request(reason)
    if len(upload.content) > limit:
        reason = "file is too big"
        raise bad_request(reason)
    return upload, state.add_file(upload)


def _description(file_id: str, upload: Upload) -> Json:
    digest = sha256(upload.content).hexdigest()[:16]
    return {"file_id": file_id, "file_unique_id": digest, "file_size": len(upload.content)}
