"""Source files → meetings, speeches, passages: what was said."""
