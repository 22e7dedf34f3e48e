"""The process of a long run: threads that compute give way soon, and what is large is given back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have other allocators")

HEAP = """
import re, sys
from pathlib import Path
def heap():
    found = re.search(r"^([0-9a-f]+)-([0-9a-f]+) .*\\[heap\\]$", Path("/proc/self/maps").read_text(), re.M)
    return int(found[2], 16) - int(found[1], 16)
from bot.health.process import prepare_process
if sys.argv[1] == "prepared":
    prepare_process()
bytes(20_000_000)  # from here on, the C library by itself takes pieces of up to 20 MB from the heap
before = heap()
pieces = [bytes(256 * 1024) for _ in range(40)]
print(heap() - before, sys.getswitchinterval())
"""


def run(how: str) -> tuple[int, float]:
    """Return by how many bytes the heap grew for 10 MB in pieces of 256 KB, and the seconds a thread may compute."""
    output = subprocess.run([sys.executable, "-c", HEAP, how], capture_output=True, text=True, check=True).stdout
    grown, seconds = output.split()
    return int(grown), float(seconds)


def test_what_is_large_is_not_taken_from_the_heap():
    assert run("prepared")[0] < 1_000_000
    assert run("as it is")[0] > 5_000_000


def test_a_thread_that_computes_gives_way_to_the_event_loop_within_a_millisecond():
    assert run("prepared")[1] <= 0.001
