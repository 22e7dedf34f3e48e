"""Words under a heading before anybody speaks: nobody's but the reporter's, and to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corpus.laidout import LaidOut, LineKind

__all__ = ["unspoken_runs"]


def unspoken_runs(laid_out: Sequence[LaidOut]) -> tuple[tuple[LaidOut, ...], ...]:
    """Return the runs of lines that stand behind a heading and before its first speaker, in order.

    What stands before the first heading and the first speaker is the meeting's lead, and is not among them.
    """
    runs: list[list[LaidOut]] = []
    waiting = before = False  # for a speaker; whether the line before is one of a run
    for part in laid_out:
        if part.kind in {LineKind.HEADING, LineKind.SPEAKER}:
            waiting = part.kind is LineKind.HEADING
            before = False
        elif part.kind is LineKind.TEXT and waiting:
            if not before:
                runs.append([])
            runs[-1].append(part)
            before = True
        else:
            before = False
    return tuple(map(tuple, runs))
