"""Was it said, by whom, and in these words? A pasted quotation held against the meeting."""

from bot.answering.verification.verifier import Verifier

__all__ = ["Verifier"]
