"""The figures: what earns, what does not, and that the reference scorer agrees."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bot.answer_json import AnswerRecord, QuoteRecord, to_json
from bot.evaluation.metrics import MAX_FOCUS, Figures, Mean, measure
from bot.evaluation.questions import JudgedTopic

SINGLE = JudgedTopic(
    id="1",
    question="谁承诺引进百亿级销售项目？",
    kind="who",
    lang="zh-Hans",
    noise="none",
    answerable=True,
    speakers=("戚振宇",),
    gold=(("百亿级销售项目1至2个",),),
)
NO_ANSWER = msgspec.structs.replace(
    SINGLE, kind="unanswerable", question="谁承诺建机场？", answerable=False, speakers=(), gold=()
)


@pytest.fixture
def hit(quote) -> AnswerRecord:
    """Return the right answer to ``SINGLE``."""
    return AnswerRecord(
        id="1", status="answered", speakers=("戚振宇",), quotes=(quote("百亿级销售项目1至2个"),), ms=3.0
    )


def test_answers_made_from_the_gold_words_earn_everything(topics, meeting, right_answer) -> None:
    # Who someone is stands in their role line, which the reporter wrote: those quotes cannot be the speaker's.
    topics = [topic for topic in topics if topic.kind != "speaker"]
    figures = measure(topics, {topic.id: right_answer(topic) for topic in topics}, meeting)
    for name in ("answer", "hit1", "hit3", "cover", "reject", "verbatim", "attributed"):
        assert getattr(figures, name).value == 1, name
    assert figures.overreject.value == 0
    assert not figures.misses


def test_no_answers_reject_everything(topics, meeting) -> None:
    figures = measure(topics, {}, meeting)
    assert (figures.answer.value, figures.reject.value, figures.overreject.value) == (0, 1, 1)
    assert figures.verbatim == Mean(None, 0)
    assert (figures.focus, figures.p50) == (None, None)
    assert len(figures.misses) == figures.answer.count


def test_a_quote_of_another_speaker_is_a_miss(meeting, hit) -> None:
    wrong = msgspec.structs.replace(hit.quotes[0], speaker="陈磊")
    figures = measure([SINGLE], {"1": msgspec.structs.replace(hit, quotes=(wrong,))}, meeting)
    assert (figures.hit1.value, figures.attributed.value) == (0, 0)
    assert figures.verbatim.value == 1


def test_an_answer_in_the_third_quote_hits_at_three_only(meeting, hit, quote) -> None:
    other = quote("加快重点地块上市")
    quotes = (other, other, *hit.quotes)
    figures = measure([SINGLE], {"1": msgspec.structs.replace(hit, quotes=quotes)}, meeting)
    assert (figures.hit1.value, figures.hit3.value) == (0, 1)
    late = measure([SINGLE], {"1": msgspec.structs.replace(hit, quotes=(other, *quotes))}, meeting)
    assert late.hit3.value == 0


def test_a_first_quote_that_is_too_long_is_a_miss(meeting, hit) -> None:
    text = hit.quotes[0].text
    for length, value in ((MAX_FOCUS, 1), (MAX_FOCUS + 1, 0)):
        long = msgspec.structs.replace(hit.quotes[0], text=text + " " * 9 + "长" * (length - len(text)))
        figures = measure([SINGLE], {"1": msgspec.structs.replace(hit, quotes=(long,))}, meeting)
        assert figures.hit1.value == value


@pytest.mark.parametrize("status", ["corrected", "clarify", "not_found", "off_topic"])
def test_only_answered_counts_as_an_answer(meeting, hit, status: str) -> None:
    topics = [SINGLE, msgspec.structs.replace(NO_ANSWER, id="2")]
    answers = {"1": msgspec.structs.replace(hit, status=status), "2": AnswerRecord(id="2", status=status)}
    figures = measure(topics, answers, meeting)
    assert (figures.answer.value, figures.overreject.value, figures.reject.value) == (0, 1, 1)


def test_an_answer_to_what_has_none_is_no_rejection(meeting, hit) -> None:
    figures = measure([NO_ANSWER], {"1": hit}, meeting)
    assert figures.reject == Mean(0, 1)
    assert [miss.topic for miss in figures.misses] == [NO_ANSWER]


def test_naming_everybody_costs_precision(meeting, hit) -> None:
    topic = msgspec.structs.replace(SINGLE, kind="list")
    exact = measure([topic], {"1": hit}, meeting).cover.value
    everybody = measure([topic], {"1": msgspec.structs.replace(hit, speakers=meeting.speakers)}, meeting).cover.value
    assert exact == 1
    assert everybody == pytest.approx(2 * 1 * (1 / 6) / (1 + 1 / 6))


def test_the_wrong_place_of_the_right_words_is_not_verbatim(meeting, hit) -> None:
    moved = msgspec.structs.replace(hit.quotes[0], start=hit.quotes[0].start + 1, end=hit.quotes[0].end + 1)
    assert measure([SINGLE], {"1": msgspec.structs.replace(hit, quotes=(moved,))}, meeting).verbatim.value == 0


def test_words_nobody_wrote_are_not_verbatim(meeting, hit) -> None:
    made_up = msgspec.structs.replace(hit.quotes[0], text="百亿级销售项目18个")
    figures = measure([SINGLE], {"1": msgspec.structs.replace(hit, quotes=(made_up,))}, meeting)
    assert (figures.verbatim.value, figures.attributed.value) == (0, 0)


# --- the reference scorer -----------------------------------------------------------------------------------

REFERENCE = Path("../shared/eval/score.py")


@pytest.mark.parametrize("seed", range(4))
def test_the_reference_scorer_finds_the_same_figures(seed, root, tmp_path, topics, meeting, right_answer) -> None:
    scorer = root / REFERENCE
    if not scorer.is_file():
        pytest.skip("the reference scorer does not stand beside the project")
    chance = random.Random(seed)
    given = [_spoil(right_answer(topic), topics, right_answer, chance) for topic in topics if chance.random() < 0.97]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(to_json(answer) + "\n" for answer in given), encoding="utf-8")
    command = [sys.executable, scorer, root / "tests/relevance/taicang.jsonl", answers, meeting.source.path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    figures = measure(topics, {answer.id: answer for answer in given}, meeting)
    assert _said_by_us(figures) == _said_by_reference(done.stdout)


def _spoil(answer: AnswerRecord, topics, right_answer, chance: random.Random) -> AnswerRecord:
    """Return ``answer`` with up to three things wrong with it."""
    change = msgspec.structs.replace
    quotes = list(answer.quotes)
    for _ in range(chance.choice([0, 0, 1, 2, 3])):
        match chance.randrange(8):
            case 0:
                answer = change(answer, status=chance.choice(["answered", "corrected", "not_found", "clarify"]))
            case 1:
                quotes[:0] = right_answer(chance.choice(topics)).quotes[:1]
            case 2 if quotes:
                quotes[0] = change(quotes[0], speaker=chance.choice(["陈磊", "王晓红", "无名氏", ""]))
            case 3 if quotes:
                quotes[-1] = change(quotes[-1], start=quotes[-1].start + 1)
            case 4 if quotes:
                quotes[0] = change(quotes[0], text=quotes[0].text + "其实没有说" * chance.choice([1, 40]))
            case 5:
                answer = change(answer, speakers=chance.choice([(), ("陈磊",), (*answer.speakers, "方海宁")]))
            case 6:
                chance.shuffle(quotes)
            case 7:
                quotes = quotes[1:]
            case _:
                quotes.append(QuoteRecord(speaker="徐向明", text="", start=0, end=0))
    return change(answer, quotes=tuple(quotes), ms=round(chance.uniform(1, 60), 3))


def _said_by_reference(output: str) -> dict[str, str]:
    said = dict(re.findall(r"^([a-z@0-9]+) +([\d.]+) ", output, re.MULTILINE))
    said["p50"], said["p99"] = re.findall(r"p50 ([\d.]+) ms  p99 ([\d.]+) ms", output)[0]
    for group, rest in re.findall(r"^(kind|noise|lang): (.+)$", output, re.MULTILINE):
        for name, value, count in re.findall(r"(\S+) ([\d.]+)\((\d+)\)", rest):
            said[f"{group} {name}"] = f"{value} {count}"
    said["n"] = re.findall(r"^n (\d+)$", output, re.MULTILINE)[0]
    return {name: value for name, value in said.items() if name != "latency"}


def _said_by_us(figures: Figures) -> dict[str, str]:
    names = {"hit@1": "hit1", "hit@3": "hit3"}
    said = {
        name: f"{getattr(figures, names.get(name, name)).value:.3f}"
        for name in ("answer", "hit@1", "hit@3", "cover", "reject", "overreject")
    }
    said |= {name: f"{getattr(figures, name).value:.4f}" for name in ("verbatim", "attributed")}
    said |= {"focus": f"{figures.focus:.0f}", "p50": f"{figures.p50:.2f}", "p99": f"{figures.p99:.2f}"}
    for group, means in (("kind", figures.by_kind), ("noise", figures.by_noise), ("lang", figures.by_lang)):
        said |= {f"{group} {name}": f"{mean.value:.2f} {mean.count}" for name, mean in means.items()}
    said["n"] = str(sum(mean.count for mean in figures.by_kind.values()))
    return said
