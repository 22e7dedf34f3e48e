"""How the process is set for a program that answers many people for weeks: quick to turn to, and of one size."""

from __future__ import annotations

import ctypes
import gc
import platform
import sys

__all__ = ["SWITCH_SECONDS", "prepare_process", "settle_process"]

SWITCH_SECONDS = 0.001
"""After how long a thread that computes lets the event loop go on.

Python's own 5 ms are waited for anew after each system call of the loop, for each gives the lock away: five messages,
and it is 25 ms late, having computed for one.
"""
_LARGE_BYTES = 128 * 1024
_M_MMAP_THRESHOLD = -3


def prepare_process() -> None:
    """Set the process for a long run; to be called before anything large is loaded.

    What is large gets pages of its own and gives them back. By itself, the C library does so only until the first large
    piece is freed; from then on pieces of up to 32 MB come out of the heap, among them the 256 KB that the event loop
    takes for each answer it reads, and the heap grows from the holes they leave.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def settle_process() -> None:
    """Keep the garbage collector from what is there; to be called once that is all that lives as long as the program.

    To go through it takes a tenth of a second, in which nothing else is done.
    """
    gc.collect()
    gc.freeze()
