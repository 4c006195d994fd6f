"""The journal's file itself: whether it is whole, is still the same one, may be written to.

Lives here: the check of a file, its identity, signs of one that is gone, reading without writing,
what can still be read of a damaged one, how much is in one.
Called by: `db.store.engine`, `db.store.opening`, `db.store.backup`, `db.store.restoring`; `app`'s
export and rescue.
Never knows: what the rows mean. SQLite alone opens the file, its `-wal` and its `-shm`: closing any
other descriptor of it drops the locks of everybody in this process.
"""
