"""Which meetings are there? Added once, kept with their sources, asked about one by one or together."""
