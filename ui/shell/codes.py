"""What the event loop's end means to whoever started it."""

OPEN_AGAIN = 4  # the profile was mended: a new window opens on it
