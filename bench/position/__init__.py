"""Compares what the timeline shows with what is heard, measured at the sound card.

Lives here: sound that carries its own time, files with it, a sound server of our own, a recorder,
the program played through its command line, and the comparison.
Called by: hand, see `python -m bench.position --help`; in its short form,
`tests/app/player/test_position.py`.
Never knows: libVLC; the program under test is a separate process.
"""
