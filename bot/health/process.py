"""How the interpreter is set for a program that answers many people for weeks: quick to turn to, and of one size."""

from __future__ import annotations

import gc
import sys

__all__ = ["SWITCH_SECONDS", "settle_process"]

SWITCH_SECONDS = 0.001
"""After how long a thread that computes lets the event loop go on.

Python's own 5 ms are waited for anew after each system call of the loop, for each gives the lock away: five messages,
and it is 25 ms late, having computed for one.
"""


def settle_process() -> None:
    """Set the interpreter for a long run; to be called once everything that lives as long as the program is there.

    The garbage collector is kept from what is there already: to go through it takes a tenth of a second, in which
    nothing else is done.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
