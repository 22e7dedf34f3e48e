"""The bot without Telegram: its own handlers and Bot API server, behind a chat page in the browser."""
