"""The guided tour: the real window, driven on the demo by real key and mouse events.

Lives here: the driver that presses keys and moves the mouse, the steps and their pictures.
Called by: the start with `--tour`; the story tests use the driver too.
Never knows: how a page does what it shows.
"""
