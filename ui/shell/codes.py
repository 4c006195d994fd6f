"""Exit codes of the event loop, for whoever started it."""

OPEN_AGAIN = 4  # the journal was recovered: open a new window on the profile
