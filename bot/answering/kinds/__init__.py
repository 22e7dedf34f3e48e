"""One module per kind of answer: a question and a search give quotes, or an honest no."""
