"""The guided tour: the real window, driven on the demo by real key and mouse events.

Lives here: driver that press keys and move the mouse, the steps and their pictures. Called by: the
start with `--tour`; the story tests borrow the driver. Never knows: how a page does what it shows.
"""
