"""How an answer is shown and how a message arrives: Telegram, and the terminal that shows the same."""
