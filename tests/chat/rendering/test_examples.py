"""The examples a newcomer sees."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.answering.engine import build_engine
from bot.chat.rendering.examples import example_questions
from bot.chat.texts import Language, load_texts
from bot.types import AnswerStatus

DIGESTS = Path(__file__).resolve().parents[4] / "shared" / "eval" / "digests"
HANS = load_texts(Language.ZH_HANS)


def test_the_examples_ask_about_three_different_speakers(street):
    assert example_questions(street, HANS) == (
        "沈𠮷安说了什么？",
        "市水务局下一步打算做什么？",
        "谁提到了“门前三包”？",
    )


def test_examples_are_asked_in_the_language_of_the_reader_but_name_things_as_the_source_does(street):
    assert example_questions(street, load_texts(Language.EN))[1] == "What does 市水务局 plan to do next?"
    assert example_questions(street, load_texts(Language.ZH_HANT))[2] == "誰提到了「门前三包」？"


def test_a_meeting_with_one_speaker_has_fewer_examples(make_meeting):
    meeting = make_meeting([("何敏", "局长", "水务局", "一河清水", "下半年清淤河道8公里。")])
    assert example_questions(meeting, HANS) == ("何敏说了什么？",)


def test_a_meeting_without_speakers_has_no_examples(make_meeting):
    assert example_questions(make_meeting([]), HANS) == ()


def test_the_shipped_meeting_has_three_examples_from_its_own_words(meeting):
    examples = example_questions(meeting, HANS)
    assert len(examples) == 3
    assert meeting.speakers[0] in examples[0]
    assert examples[2].split("“")[1].split("”")[0] in meeting.source.text


@pytest.mark.parametrize("language", list(Language))
def test_every_example_has_an_answer(engine, language):
    for question in example_questions(engine.meeting, load_texts(language)):
        assert engine.answer(question).status is AnswerStatus.ANSWERED, question


@pytest.mark.skipif(not DIGESTS.is_dir(), reason="the other meetings are not here")
@pytest.mark.parametrize("name", ["gwr-2011", "legco-cm1031", "mofa-2016-11"])
def test_the_examples_of_other_meetings_have_answers_too(settings, name):
    meeting = msgspec.structs.replace(settings.meeting, source=DIGESTS / f"{name}.txt")
    lexical = msgspec.structs.replace(settings.retrieval, encoder="none")
    engine = build_engine(msgspec.structs.replace(settings, meeting=meeting, retrieval=lexical))
    for language in Language:
        examples = example_questions(engine.meeting, load_texts(language))
        assert len(examples) == 3
        for question in examples:
            assert engine.answer(question).status is AnswerStatus.ANSWERED, question


def test_nobody_is_asked_for_a_body_that_several_speak_for(make_meeting):
    plans = "下一步将清淤河道8公里。"
    people = [(name, "发言人", "水务局", "", plans) for name in ("何敏", "沈安", "周立群")]
    assert not any("水务局" in question for question in example_questions(make_meeting(people), HANS))
