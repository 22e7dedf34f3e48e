"""A small town meeting of our own, and engines without an encoder: what holds for it must hold for any meeting."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering.engine import Engine
from bot.answering.linking import Linker
from bot.answering.parsing import Parser
from bot.answering.search import Search
from bot.corpus.reader import parse_meeting
from bot.retrieval.index import MeetingIndex
from bot.store.vectors import VectorStore
from bot.types import Meeting, SourceText

TOWN = """# 把实事办到百姓心坎上

## ——青石市民生实事推进会发言摘要

□本报记者 林晚秋

3月18日，青石市召开民生实事推进会，4位负责人在会上作了发言。

### 让城市更宜居

□市长 欧阳文涛

今年以来，全市城市更新稳步推进，老旧小区面貌一新。

第一，加快老旧小区改造。年内完成老旧小区改造45个，加装电梯300部以上，惠及居民2万户。

第二，打通断头路。投入资金3.2亿元，新建桥梁5至6座，两年内打通全部断头路。

第三，建好口袋公园。全年新建口袋公园20个，绿地率提高到百分之四十二。

### 办好家门口的学校

□市教育局局长 周明兰

今年以来，教育局新增学位3000个，课后服务实现全覆盖。

首先，扩大优质学位供给。新建中小学校12所，力争明年9月全部投入使用。

其次，减轻学生负担。每天保证学生体育活动1小时以上，作业总量压减三成。

再次，关爱教师。发放教师专项补贴800万元，解决教师周转房150套。

### 看病不再难

□市人民医院院长 高志远

今年以来，人民医院门诊量同比增长18%。

下一步，医院将推行先诊疗后付费，专家门诊预约等候时间缩短到7天以内。引进博士8名，建设百亿级健康产业园。推动救护车5分钟出车，药品价格下降8%。

### 守护乡村平安

□云岭镇党委书记 田小禾

今年以来，云岭镇治安案件下降两成。

云岭镇将修复古村落6处，推广高山茶叶种植1万亩，茶农人均增收超5000元。坚持夜间巡逻，做到隐患清零。
"""


def read(text: str, name: str = "town.md") -> Meeting:
    """Read a meeting that a test has written out."""
    return parse_meeting(SourceText(text, Path(name), hashlib.sha256(text.encode()).hexdigest()))


def make_index(meeting: Meeting) -> MeetingIndex:
    """Index a meeting by its words alone."""
    return MeetingIndex(meeting, None, VectorStore(None))


@pytest.fixture(scope="session")
def town() -> Meeting:
    """Return the town meeting."""
    return read(TOWN)


@pytest.fixture(scope="session")
def town_index(town: Meeting) -> MeetingIndex:
    """Return the town meeting's index, without an encoder."""
    return make_index(town)


@pytest.fixture(scope="session")
def town_search(town_index: MeetingIndex) -> Search:
    """Return the search of the town meeting."""
    return Search(town_index)


@pytest.fixture(scope="session")
def town_engine(town_index: MeetingIndex) -> Engine:
    """Return an engine for the town meeting."""
    return Engine(town_index)


@pytest.fixture(scope="session")
def town_parser(town: Meeting) -> Parser:
    """Return the parser of the town meeting."""
    return Parser(town)


@pytest.fixture(scope="session")
def town_linker(town: Meeting) -> Linker:
    """Return who knows the town's speakers."""
    return Linker(town)


@pytest.fixture(scope="session")
def shipped(meeting: Meeting) -> Engine:
    """Return an engine for the shipped meeting, without an encoder."""
    return Engine(make_index(meeting))


@pytest.fixture(scope="session")
def make_meeting() -> Callable[[str], Meeting]:
    """Return what reads a meeting that a test has written out."""
    return read


@pytest.fixture(scope="session")
def make_search() -> Callable[[Meeting], Search]:
    """Return what makes a meeting searchable by its words."""
    return lambda meeting: Search(make_index(meeting))


@pytest.fixture(scope="session")
def make_engine() -> Callable[[Meeting], Engine]:
    """Return what makes a meeting answerable by its words."""
    return lambda meeting: Engine(make_index(meeting))
