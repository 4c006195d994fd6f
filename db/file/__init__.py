"""The journal's file itself: whether it is still the same one, is complete, may be written to.

Lives here: storage faults, the file's identity and lock, other processes' commits, the log of a
killed process, signs of a lost journal, reading without writing, row counts.
Called by: `db.store`, `db.plain`; `app`'s export and rescue.
Never knows: what the rows mean. Only SQLite opens the file, its `-wal` and its `-shm`: closing any
other descriptor of them drops all of this process's locks.
"""
