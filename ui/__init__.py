"""What the listener sees: the Qt floor.

Lives here: the window, its pages and the parts they are made of. Called by: `main.py`.
Never knows: SQL; it asks `app` and leaves `db` alone.
"""
