"""Question understanding, ranking, abstention and quotes: what is the answer."""
