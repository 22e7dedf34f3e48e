"""Is the bot well? Checked from outside before it runs, and told while it does."""
