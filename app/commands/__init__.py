"""The command line: its words, and what each of them does without a window.

Called by: `main.py`. Never knows: Qt.
"""
