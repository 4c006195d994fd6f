"""What the program knows and does.

Lives here: one room per noun, each with frozen values (`records.py`) and verbs (`service.py`).
Called by: `ui/` and `main.py`.
Never knows: Qt, SQL, widgets; `vlc` only in `player/vlc_*.py`.
"""
