"""Question sets → figures: how good the answers are."""
