"""Values as replies. Pure: what Telegram, the terminal and the JSON output show comes from here."""
