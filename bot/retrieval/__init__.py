"""Passages ↔ questions: which passages matter."""
