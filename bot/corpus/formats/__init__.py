"""From a file's bytes to its text: one reader for each family of formats, chosen by content and never by name."""
