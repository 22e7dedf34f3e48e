"""Feedback as a question set."""

from __future__ import annotations

from datetime import date

import pytest

from bot.corpus.places import Place, fingerprint
from bot.evaluation.feedback import topics_from
from bot.store.exchanges import Outcome
from bot.store.feedback import Feedback

DAY = date(2026, 11, 24)


@pytest.fixture
def feedback(meeting):
    """Return a function that makes feedback about the shipped meeting; it quotes by speech and words."""

    def make(
        text: str, *words: tuple[int, str], kind: str = "who", ups: int = 0, downs: int = 0, context=()
    ) -> Feedback:
        places = []
        for number, quoted in words:
            start = meeting.speeches[number].text.index(quoted)
            place = Place(
                fingerprint(meeting), number, type(meeting.speeches[0].paragraphs[0])(start, start + len(quoted))
            )
            places.append(str(place))
        status = "answered" if words else "not_found"
        outcome = Outcome(status, kind, fingerprint(meeting), tuple(places))
        return Feedback(text, tuple(context), outcome, 1, DAY, ups, downs)

    return make


def test_what_people_liked_is_gold_any_of_it_where_one_fact_is_asked_for(meeting, feedback):
    liked = feedback("百亿级项目谁引进？", (0, "百亿级销售项目1至2个"), (1, "隐形冠军"), ups=2, downs=1)
    (topic,) = topics_from([liked], meeting)
    assert (topic.answerable, topic.kind, topic.lang) == (True, "who", "zh-Hans")
    assert topic.speakers == (meeting.speeches[0].speaker, meeting.speeches[1].speaker)
    assert topic.gold == (("百亿级销售项目1至2个", "隐形冠军"),)
    assert topic.note.startswith("guess")


def test_where_several_are_asked_for_all_of_it_is_gold(meeting, feedback):
    liked = feedback("哪些人談到企業？", (0, "百亿级销售项目1至2个"), (1, "隐形冠军"), kind="list", ups=1)
    (topic,) = topics_from([liked], meeting)
    assert topic.gold == (("百亿级销售项目1至2个",), ("隐形冠军",))
    assert topic.lang == "zh-Hant"


def test_what_people_did_not_like_or_get_is_unanswerable_until_somebody_says_otherwise(meeting, feedback):
    entries = [
        feedback("谁？", (0, "百亿级销售项目1至2个"), downs=1),
        feedback("Who builds the tunnel?", downs=1),
        feedback("那桥呢？", context=("隧道谁建？",)),
        feedback("海底隧道", ups=1),
    ]
    topics = topics_from(entries, meeting)
    assert all((topic.answerable, topic.kind, topic.gold) == (False, "unanswerable", ()) for topic in topics)
    assert [topic.note.startswith("guess") for topic in topics] == [True, True, True, False]
    assert len({topic.note for topic in topics}) == 4
    assert topics[1].lang == "en"
    assert topics[2].context == ("隧道谁建？",)


def test_of_another_meeting_nothing_is_taken(meeting):
    assert topics_from([Feedback("谁？", (), Outcome("not_found", "who", "00000000"), 1, DAY)], meeting) == ()


def test_a_question_keeps_its_id_and_is_taken_once(meeting, feedback):
    once = feedback("谁𠮷？")
    again = feedback("谁𠮷？", (0, "百亿级销售项目1至2个"), ups=1)
    first, twice = topics_from([once], meeting), topics_from([again, once, feedback("谁？")], meeting)
    assert len(twice) == 2
    assert twice[0].id == first[0].id
