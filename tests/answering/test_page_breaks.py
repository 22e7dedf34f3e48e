"""A record printed on pages, whose heads stand in the middle of sentences: every question gets its quotes."""

from __future__ import annotations

from itertools import chain

import pytest

from bot.answering.engine import Engine
from bot.answering.pledges import read_pledges
from bot.types import AnswerStatus


@pytest.fixture
def record(make_engine, make_meeting) -> Engine:
    """Return an engine for a sitting of which every page begins in the middle of a member's sentence."""
    pages = (
        f"立法會 ─ 2012年 10月 {day}日\n\n{670 + day}\n\n主席：第{day}題。\n\n"
        f"何敏議員：力爭新建路燈{day}0盞，路燈壞了三個月，誰來\n"
        f"立法會 ─ 2012年 10月 {day}日\n\n{671 + day}\n\n修？力爭下半年清淤河道{day}公里。\n"
        for day in (2, 4, 6)
    )
    return make_engine(make_meeting("會議過程正式紀錄\n\n" + "\n\n".join(chain(pages))))


@pytest.mark.parametrize("text", ["誰說路燈壞了三個月？", "何敏說了什麼？", "誰提到清淤河道？", "路燈誰來修？"])
def test_a_question_about_such_a_record_is_answered_with_what_stands_beside_it(record, text):
    answer = record.answer(text)
    record.beside(answer)
    assert answer.status in {AnswerStatus.ANSWERED, AnswerStatus.NOT_FOUND, AnswerStatus.CORRECTED}


def test_its_pledges_are_read(record):
    pledged = {pledge.quote.text for pledge in read_pledges(record.meeting)}
    assert any("清淤河道" in words for words in pledged)
