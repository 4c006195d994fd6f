"""The command line: its arguments, and its commands, which need no window.

Called by: `main.py`. Never knows: Qt.
"""
