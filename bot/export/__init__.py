"""What leaves the bot as a file: the ledger as CSV, as a spreadsheet, as JSON."""
