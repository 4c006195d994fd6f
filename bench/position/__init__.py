"""What the timeline shows against what is heard, measured at the sound card.

Here: sound that carries its own time, files that hold it, a sound server of our own, a recorder,
the program played through its command line, and the comparison. `python -m bench.position --help`
tells the cases. Called by hand and, in its short form, by tests/app/player/test_position.py.
Knows nothing of libVLC: the program under test is a separate process.
"""
