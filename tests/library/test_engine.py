"""Questions across meetings: each quote is from where it says, and what is added or removed counts at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.corpus.places import Place, fingerprint
from bot.corpus.reader import read_meeting
from bot.library import engine as module
from bot.library.engine import LibraryEngine
from bot.library.library import Library
from bot.library.selecting import SelectingEngine
from bot.store.store import Store
from bot.types import Answer, AnswerStatus, Meeting, squash


@pytest.fixture
def both(library: Library, spring: Path, autumn: Path) -> LibraryEngine:
    """Return who answers about the meeting of spring, which is configured, and that of autumn, which was added."""
    library.add(library.read(autumn))
    return LibraryEngine(read_meeting(spring), library, today=lambda: date(2022, 12, 1))


@pytest.fixture(params=["whole", "selected", "selected from many"])
def any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer once as about little, once as about much."""
    if request.param == "selected from many":
        monkeypatch.setattr(module, "_FEW_SPEAKERS", 0)
    if request.param != "whole":
        monkeypatch.setattr(module, "LARGEST_WHOLE", 0)


def quoted(answer: Answer) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quote in answer.quotes:
        found.setdefault(answer.meeting.part_of(quote.speech).date, []).append(quote.text)
    return found


SPRING, AUTUMN = "2021-03-05", "2022-09-01"


@pytest.mark.usefixtures("any_size")
def test_everybody_who_said_it_is_quoted_from_their_own_meeting(both: LibraryEngine):
    assert quoted(both.answer("谁提到清淤河道？")) == {
        SPRING: ["今年新建泵站１２座，清淤河道80公里。"],
        AUTUMN: ["目标是再建泵站20座，清淤河道120公里。"],
    }


@pytest.mark.usefixtures("any_size")
@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("上次会议要建几座泵站？", AUTUMN, "再建泵站20座"),
        ("春季防汛工作会上，水务局要建几座泵站？", SPRING, "新建泵站１２座"),
        ("2021年3月5日的会上，何𠮷安说了什么", SPRING, "新建泵站１２座"),
        ("暴雨预警提前多久", AUTUMN, "40分钟"),
        ("周立群怎么说物资储备", SPRING, "物资储备增加20%"),
    ],
)
def test_a_question_about_a_meeting_is_answered_from_it(both: LibraryEngine, text: str, day: str, words: str):
    answer = both.answer(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.question.text == text
    found = quoted(answer)
    assert list(found) == [day]
    assert any(words in quote for quote in found[day])


def test_the_same_office_is_followed_over_time(both: LibraryEngine):
    first = "水务局的目标是什么？"
    assert AUTUMN in quoted(both.answer(first))
    answer = both.answer("去年的目标呢？", (first,))
    assert list(quoted(answer)) == [SPRING]
    assert answer.question.speakers == ("何𠮷安",)
    assert answer.quotes[-1].text == "今年新建泵站１２座，清淤河道80公里。"


@pytest.mark.usefixtures("any_size")
@pytest.mark.parametrize("text", ["谁承诺建设航天发射场？", "谁提到饕餮？"])
def test_what_nobody_said_at_any_meeting_is_not_found(both: LibraryEngine, text: str):
    assert both.answer(text).status is AnswerStatus.NOT_FOUND


@pytest.mark.usefixtures("any_size")
@pytest.mark.parametrize("text", ["", "？", "💧", "\ud800", "hello there", "12", "a" * 5000])
def test_whatever_is_typed_gets_an_answer(both: LibraryEngine, text: str):
    assert both.answer(text, (text, "上次会议", text)).question.text == text


@pytest.mark.usefixtures("any_size")
def test_every_quote_is_a_stretch_of_its_own_source_and_has_a_place(both: LibraryEngine):
    for text in ("谁提到清淤河道？", "何𠮷安说了什么", "都有谁发言", "开了什么会", "气象局局长是谁"):
        answer = both.answer(text)
        for quote in answer.quotes:
            part = answer.meeting.part_of(quote.speech)
            assert squash(quote.source_span.of(part.source.text)) == squash(quote.text)
            place = Place.parse(str(Place.of(quote, answer.meeting)))
            assert place.quote(both.meeting).text == quote.text


@pytest.mark.usefixtures("any_size")
def test_one_meeting_can_be_chosen(both: LibraryEngine, autumn: Path):
    chosen = both.within(fingerprint(read_meeting(autumn)))
    assert chosen.meeting.date == AUTUMN
    assert list(quoted(chosen.answer("谁提到清淤河道？"))) == [AUTUMN]
    assert both.within("0123abcd").chosen is None


@pytest.mark.usefixtures("any_size")
def test_what_stands_beside_an_answer_is_of_the_meetings_asked(both: LibraryEngine):
    answer = both.answer("谁提到泵站？")
    assert both.beside(answer).pledges


def test_a_meeting_added_by_another_process_is_asked_about_at_once(
    both: LibraryEngine, tmp_path: Path, library: Library
):
    assert both.answer("谁提到校车？").status is not AnswerStatus.ANSWERED
    (tmp_path / "school.txt").write_text("校园安全会\n□教育局局长 王一凡\n新增校车30辆。\n", encoding="utf-8")
    elsewhere = Library(library.folder, Store.open(tmp_path / "data" / "whosaid.sqlite").meetings)
    draft = elsewhere.read(tmp_path / "school.txt")
    elsewhere.add(draft)
    assert [quote.text for quote in both.answer("谁提到校车？").quotes] == ["新增校车30辆。"]
    elsewhere.remove(draft.record.meeting_id)
    assert both.answer("谁提到校车？").status is not AnswerStatus.ANSWERED
    assert len(both.meetings) == 2


def test_a_meeting_that_is_damaged_keeps_nobody_from_asking_about_the_others(
    library: Library, spring: Path, autumn: Path
):
    library.add(library.read(autumn))
    for file in (library.folder / fingerprint(read_meeting(autumn))).iterdir():
        file.write_bytes(b"")
    again = LibraryEngine(read_meeting(spring), library)
    assert [meeting.title for meeting in again.meetings] == ["全市春季防汛工作会"]


def test_an_empty_library_is_the_configured_meeting_itself(library: Library, meeting: Meeting):
    alone = LibraryEngine(meeting, library)
    assert alone.meeting is meeting


def test_the_configured_meeting_counts_once_when_it_was_added_too(library: Library, spring: Path):
    library.add(library.read(spring))
    assert len(LibraryEngine(read_meeting(spring), library).meetings) == 1


def test_much_is_answered_from_few_speeches(both: LibraryEngine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LARGEST_WHOLE", 0)
    answer = both.answer("暴雨预警提前多久")
    assert isinstance(both._engine_for(both.meetings), SelectingEngine)
    assert [quote.text for quote in answer.quotes] == ["暴雨预警提前到40分钟以上。"]


class Meanings:
    """An encoder that says how many characters a text has."""

    name = "length-1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode_query(self, text: str):
        return self.encode_passages([text])[0]

    def encode_passages(self, texts):
        import numpy as np

        self.seen += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)


def test_vectors_are_made_meanwhile_and_only_once(
    library: Library, spring: Path, autumn: Path, tmp_path: Path, make_encoding: Callable
):
    library.add(library.read(autumn))
    encoder = Meanings()
    encoding = make_encoding(encoder, tmp_path / "vectors.sqlite")
    both = LibraryEngine(read_meeting(spring), library, encoding)
    assert both.answer("谁提到清淤河道？").status is AnswerStatus.ANSWERED  # whether or not they are done
    assert encoding.wait(20)
    assert both._engine_for(both.meetings).search.index.encodes
    done = list(encoder.seen)
    again = LibraryEngine(read_meeting(spring), library, make_encoding(encoder, tmp_path / "vectors.sqlite"))
    assert again._engine_for(again.meetings).search.index.encodes
    assert encoder.seen == done


def test_a_line_of_nothing_but_marks_keeps_nobody_from_an_answer(library: Library, tmp_path: Path):
    path = tmp_path / "marks.txt"
    path.write_text("防汛会\n□局长 何敏\n，，，。\n：：\n新建泵站12座。\n", encoding="utf-8")
    assert LibraryEngine(read_meeting(path), library).answer("建几座泵站？").status is AnswerStatus.ANSWERED


@pytest.mark.usefixtures("any_size")
def test_whoever_was_asked_about_earlier_may_be_asked_about_again(both: LibraryEngine):
    context = ("周立群的职务是什么？", "他说了什么？", "物资呢？")
    assert both.answer("第一点呢？", context).status is not None
    assert "物资储备增加20%" in both.answer("物资呢？", context[:2]).quotes[0].text


def test_an_alias_is_known_to_a_running_bot_as_soon_as_it_is_written(both: LibraryEngine, library: Library) -> None:
    assert "何𠮷安" not in quoted(both.answer("何指挥说建泵站多少座"))
    record = library.records.all()[0]
    source = library.folder / record.meeting_id / record.file
    source.with_suffix(".toml").write_text('[aliases]\nadd = {"何𠮷安" = ["何指挥"]}\n', encoding="utf-8")
    assert library.refresh() == ()
    assert set(both.answer("何指挥说建泵站多少座").speakers) == {"何𠮷安"}


@pytest.mark.parametrize("question", ["上次会议讲了什么", "2022年秋季防汛工作会讲了什么", "9月1日的会上讲了什么"])
def test_a_meeting_alone_can_be_asked_about(both: LibraryEngine, question: str) -> None:
    answer = both.answer(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert set(quoted(answer)) == {AUTUMN}


def test_the_year_before_is_reckoned_from_the_one_asked_about(both: LibraryEngine) -> None:
    asked = ("2022年清淤河道多少公里",)
    assert "清淤河道120公里" in str(quoted(both.answer(asked[0])))
    for question in ("那前一年呢", "去年呢", "2021年呢"):
        assert set(quoted(both.answer(question, asked))) == {SPRING}
    assert set(quoted(both.answer("那后一年呢", ("2021年清淤河道多少公里",)))) == {AUTUMN}


def test_a_year_that_another_meeting_says_in_passing_does_not_hide_the_meeting_of_that_year(
    library: Library, autumn: Path, tmp_path: Path
) -> None:
    passing = tmp_path / "2021.txt"
    passing.write_text(
        "全市水利会\n2021年3月5日\n□市水务局局长 何𠮷安\n2022年清淤河道占经费的比重达到4%。\n", encoding="utf-8"
    )
    for path in (passing, autumn):
        library.add(library.read(path))
    engine = LibraryEngine(read_meeting(passing), library)
    answer = engine.answer("2022年清淤河道的目标是多少")
    assert "清淤河道120公里" in str(quoted(answer))
