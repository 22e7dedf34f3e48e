"""The examples a newcomer sees."""

from __future__ import annotations

from bot.chat.rendering.examples import example_questions
from bot.chat.texts import Language, load_texts

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
