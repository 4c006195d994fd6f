"""Which reader read a file's tags; alone, so that who only compares needn't load the reader."""

from __future__ import annotations

# Counts when tags or lengths are read better than before: files read by an older version are read
# again.
TAGS_VERSION = 3
