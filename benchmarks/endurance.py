"""The real program under duress, between our own Bot API server and a crowd of people: is every question answered?

    python benchmarks/endurance.py crash     # kill -9 again and again
    python benchmarks/endurance.py faults    # 429, 502, delays and torn connections
    python benchmarks/endurance.py steady    # many questions a second for minutes
    python benchmarks/endurance.py backlog   # thousands of questions at once

Each prints one line of JSON. Everything runs on this machine: the figures are of the program and the server together;
``--pin`` gives the program a core to itself. The program logs at DEBUG, and every line it writes is searched for the
token and the secret: with one that shows either, the script ends with 1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import socket
import statistics
import sys
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from bot.botapi import BotApiServer, Event, EventKind, Fault, Faults, Person, RandomFaults, Reply, State

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "tests/relevance/taicang.jsonl"
TOKEN = "4242:for-a-server-of-our-own"  # noqa: S105 - no secret
SECRET = "said-so_1"  # noqa: S105 - the same
HIDDEN = [TOKEN.partition(":")[2], quote(TOKEN, safe=""), SECRET, quote(SECRET, safe="")]
"""What no line of the program's may hold. Of the token, the half before the colon is public."""
DUTIFUL_SECONDS = 5.0
"""How long a person looks for an answer before they tap the button that offers it again."""


class Crowd:
    """People who ask, and who notice what the bot says.

    Args:
        state: The bot's world.
        people: How many.

    Attributes:
        delays: Seconds from each question to its answer.
        answers: What each chat was told, apart from notices.
        notices: How many replies were said to be maybe lost.
        taps: How many of them had to be asked for again.
    """

    def __init__(self, state: State, people: int) -> None:
        self.people = [Person(state, state.add_user("小周")) for _ in range(people)]
        for person in self.people:
            person.leave()  # one listener for all is quicker
        self.delays: list[float] = []
        self.answers: defaultdict[int, list[str]] = defaultdict(list)
        self.notices = self.taps = 0
        self._asked: defaultdict[int, deque[float]] = defaultdict(deque)
        self._by_chat = {person.chat["id"]: person for person in self.people}
        self._tasks: set[asyncio.Task[None]] = set()
        state.listen(self._notice)

    async def ask(self, person: Person, question: str) -> None:
        """Ask, and remember when."""
        self._asked[person.chat["id"]].append(time.perf_counter())
        await person.send(question)

    @property
    def unanswered(self) -> int:
        """How many questions have no answer yet."""
        return sum(map(len, self._asked.values()))

    async def wait(self, seconds: float) -> None:
        """Wait until all is answered, but no longer."""
        await until(lambda: not self.unanswered and not self._tasks, seconds)

    def _notice(self, event: Event) -> None:
        if event.kind is not EventKind.MESSAGE or event.chat_id not in self._by_chat:
            return
        reply, chat = Reply(event.content), event.chat_id
        if any(str(button.get("callback_data", "")).startswith("again:") for button in reply.buttons):
            self.notices += 1
            task = asyncio.create_task(self._tap(self._by_chat[chat], reply))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        self.answers[chat].append(reply.text)
        if asked := self._asked[chat]:
            self.delays.append(time.perf_counter() - asked.popleft())

    async def _tap(self, person: Person, reply: Reply) -> None:
        await asyncio.sleep(DUTIFUL_SECONDS)
        if self._asked[person.chat["id"]]:
            self.taps += 1
            await person.press(reply, next(button["callback_data"] for button in reply.buttons))


class Program:
    """``whosaid run``, started, killed, watched.

    Args:
        server: What it talks to.
        folder: Of its settings, its data and its log.
        mode: "polling" or "webhook".
        settings: More lines of ``[telegram]``.
        core: The one it is kept on; None for any.
    """

    def __init__(
        self, server: BotApiServer, folder: Path, *, mode: str, settings: str = "", core: int | None = None
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._core = core
        self._config, self.log = folder / "bot.toml", folder / "log.txt"
        self._config.write_text(
            f'[data]\ndirectory = "{folder}"\n[chat]\nquestions_per_minute = 0\n[log]\nlevel = "DEBUG"\n'
            f'[telegram]\nbase_url = "{server.base_url}"\nbase_file_url = "{server.base_file_url}"\nmode = "{mode}"\n'
            f'{settings}\n[telegram.webhook]\nurl = "http://127.0.0.1:{port}"\nport = {port}\n',
            encoding="utf-8",
        )
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it."""
        variables = {"WHOSAID_CONFIG": str(self._config), "TELEGRAM_BOT_TOKEN": TOKEN, "WHOSAID_WEBHOOK_SECRET": SECRET}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=os.environ | variables, stdout=log, stderr=log
            )
        if self._core is not None:
            os.sched_setaffinity(self._process.pid, {self._core})

    async def end(self, number: int = signal.SIGKILL) -> int:
        """End it and return its exit code."""
        if self._process is None:
            return 0
        with suppress(ProcessLookupError):
            self._process.send_signal(number)
        code, self._process = await self._process.wait(), None
        return code

    def told(self, counter: str) -> float:
        """Return a counter that the program logged when it was told to stop."""
        found = re.findall(rf"\b{counter}=([\d.]+)", self.log.read_text(encoding="utf-8"))
        return float(found[-1]) if found else -1.0

    def written(self) -> dict[str, object]:
        """Return how many lines it wrote so far, and how many of them show the token or the secret."""
        lines = self.log.read_bytes().splitlines()
        shown = sum(any(secret.encode() in line for secret in HIDDEN) for line in lines)
        return {"lines logged": len(lines), "lines with a secret": shown}

    def memory(self) -> Memory:
        """Return what it takes now."""
        if self._process is None:
            return Memory(0.0, 0.0)
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        found = dict(re.findall(r"^(VmRSS|RssAnon):\s+(\d+) kB$", status, re.MULTILINE))
        return Memory(int(found["VmRSS"]) / 1000, int(found["RssAnon"]) / 1000)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process takes, in MB.

    Attributes:
        resident: All that is in memory.
        own: That without the pages of files, such as those of the encoder's weights, which come in as they are touched.
    """

    resident: float
    own: float


def slope(values: Sequence[float], since: float) -> int:
    """Return by how much values, one a second, grow in a minute, times 1000, from a share of the way on."""
    later = values[int(len(values) * since) :]
    return round(statistics.linear_regression(range(len(later)), later).slope * 60_000)


@asynccontextmanager
async def world(faults: Faults | None = None) -> AsyncIterator[tuple[State, BotApiServer, Path]]:
    """Serve the Bot API, and make a folder for the program."""
    state = State(TOKEN)
    with TemporaryDirectory(prefix="whosaid-endurance-") as folder:
        async with BotApiServer(state, faults=faults) as server:
            yield state, server, Path(folder)


def read_questions() -> list[str]:
    """Return the questions of the shipped set."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [topic["question"] for line in lines if "question" in (topic := json.loads(line))]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of the values stay below, in milliseconds."""
    return round(1000 * sorted(values)[min(int(share * len(values)), len(values) - 1)], 1) if values else 0.0


def summary(crowd: Crowd, asked: int) -> dict[str, object]:
    """Return what became of the questions."""
    answered = sum(map(len, crowd.answers.values()))
    return {
        "asked": asked,
        "unanswered": crowd.unanswered,
        "people answered": len(crowd.answers),
        "answers twice": answered - (asked - crowd.unanswered),
        "notices": crowd.notices,
        "taps": crowd.taps,
        "p50 ms": percentile(crowd.delays, 0.5),
        "p99 ms": percentile(crowd.delays, 0.99),
    }


async def ask_each_once(crowd: Crowd, rate: float) -> None:
    """Let everybody ask one question, so many a second."""
    questions = read_questions()
    for number, person in enumerate(crowd.people):
        await crowd.ask(person, questions[number % len(questions)])
        await asyncio.sleep(1 / rate)


async def crash(options: argparse.Namespace) -> dict[str, object]:
    """Kill the program every few seconds while questions come in."""
    async with world() as (state, server, folder):
        crowd, kills = Crowd(state, options.questions), 0
        program = Program(server, folder, mode=options.mode, core=options.core)
        asking = asyncio.create_task(ask_each_once(crowd, options.rate))
        while crowd.unanswered or not asking.done():
            calls = len(crowd.delays)
            await program.start()
            if options.after_start:
                await until(lambda calls=calls: len(crowd.delays) > calls or not crowd.unanswered, 60)
            await asyncio.sleep(options.every)
            await program.end()
            kills += 1
        await program.start()
        await asyncio.sleep(10)  # would anybody be answered once more?
        await program.end(signal.SIGTERM)
        return summary(crowd, options.questions) | {"kills": kills} | program.written()


async def until(true: Callable[[], bool], seconds: float) -> None:
    """Wait until something is true, but no longer."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)


async def faults(options: argparse.Namespace) -> dict[str, object]:
    """Let a share of all calls go wrong, each in one of five ways."""
    kinds = [
        Fault.too_many_requests(2),
        Fault.bad_gateway(),
        Fault(delay=12),
        Fault(drop=True),
        Fault(drop=True, applied=True),
    ]
    broken = RandomFaults(options.share, kinds, options.seed)
    async with world(broken) as (state, server, folder):
        crowd = Crowd(state, options.questions)
        program = Program(server, folder, mode=options.mode, settings="bootstrap_retries = -1", core=options.core)
        await program.start()
        await ask_each_once(crowd, options.rate)
        await crowd.wait(600)
        await asyncio.sleep(15)
        code = await program.end(signal.SIGTERM)
        return summary(crowd, options.questions) | {"exit code": code} | program.written()


async def steady(options: argparse.Namespace) -> dict[str, object]:
    """Ask many questions a second for minutes and watch the memory."""
    async with world() as (state, server, folder):
        paces = f"messages_per_second = {2 * options.rate}"
        program = Program(server, folder, mode=options.mode, settings=paces, core=options.core)
        await program.start()
        await ask_each_once(Crowd(state, 20), 5)  # what is read when it is first asked for
        await asyncio.sleep(5)
        crowd = Crowd(state, options.people or int(options.rate * 10))
        questions, chooser, memory = read_questions(), random.Random(1), []  # noqa: S311
        started, asked = time.perf_counter(), 0
        while (passed := time.perf_counter() - started) < options.seconds:
            while asked < passed * options.rate:
                await crowd.ask(crowd.people[asked % len(crowd.people)], chooser.choice(questions))
                asked += 1
            if passed > len(memory):
                memory.append(program.memory())
                state.messages.clear()  # the server's own memory is not what is measured
            await asyncio.sleep(0.005)
        await crowd.wait(60)
        code = await program.end(signal.SIGTERM)
        resident, own = [taken.resident for taken in memory], [taken.own for taken in memory]
        figures: dict[str, object] = {
            "MB at first": round(resident[0], 1),
            "MB at last": round(resident[-1], 1),
            "MB of its own at last": round(own[-1], 1),
            "KB a minute, second half": slope(resident, 0.5),
            "KB a minute, last quarter": slope(resident, 0.75),
            "of its own": slope(own, 0.75),
            "longest lag ms": round(1000 * program.told("longest_lag"), 1),
            "lags over 20 ms": program.told("lags"),
            "exit code": code,
        }
        return summary(crowd, asked) | figures | program.written()


async def backlog(options: argparse.Namespace) -> dict[str, object]:
    """Let thousands of questions wait before the program starts, from many people and from one."""
    async with world() as (state, server, folder):
        crowd = Crowd(state, options.updates // 20)
        program = Program(server, folder, mode=options.mode, settings="messages_per_second = 1000", core=options.core)
        questions = read_questions()
        for number in range(options.updates):
            await crowd.ask(crowd.people[number % len(crowd.people)], questions[number % len(questions)])
        await program.start()
        peak, idle = 0.0, 0.0
        started = time.perf_counter()
        while crowd.unanswered and time.perf_counter() - started < options.seconds:
            await asyncio.sleep(0.2)
            state.messages.clear()
            peak = max(peak, program.memory().resident)
            idle = idle or (program.memory().resident if crowd.delays else 0.0)
        seconds = time.perf_counter() - started
        pending = len(state.updates)
        await program.end(signal.SIGTERM)
        return summary(crowd, options.updates) | {
            "MB at first answer": round(idle, 1),
            "MB at most": round(peak, 1),
            "seconds": round(seconds),
            "left with Telegram": pending,
            **program.written(),
        }


RUNS: dict[str, Callable[[argparse.Namespace], Awaitable[dict[str, object]]]] = {
    "crash": crash,
    "faults": faults,
    "steady": steady,
    "backlog": backlog,
}


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", choices=RUNS)
    parser.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    parser.add_argument("--questions", type=int, default=200, help="crash, faults: one by each of so many people")
    parser.add_argument("--rate", type=float, default=0, help="questions a second (crash, faults: 5; steady: 50)")
    parser.add_argument("--every", type=float, default=2, help="crash: seconds between kills")
    parser.add_argument("--after-start", action="store_true", help="crash: count them from the first answer on")
    parser.add_argument("--share", type=float, default=0.2, help="faults: of the calls that go wrong")
    parser.add_argument("--seed", type=int, default=1, help="faults")
    parser.add_argument("--seconds", type=float, default=600, help="steady, backlog: how long")
    parser.add_argument(
        "--people", type=int, default=0, help="steady: who ask in turn (10 seconds' worth of questions)"
    )
    parser.add_argument(
        "--pin", action="store_true", help="keep the program on one core, server and crowd on the others"
    )
    parser.add_argument("--updates", type=int, default=20_000, help="backlog")
    options = parser.parse_args()
    options.rate = options.rate or (50.0 if options.run == "steady" else 5.0)
    cores = os.sched_getaffinity(0)
    options.core = max(cores) if options.pin else None
    if options.pin:
        os.sched_setaffinity(0, cores - {options.core} or cores)
    figures = asyncio.run(RUNS[options.run](options))
    print(json.dumps({"run": options.run, "mode": options.mode} | figures, ensure_ascii=False))
    if figures["lines with a secret"] or not figures["lines logged"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
