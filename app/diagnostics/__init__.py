"""What must work on this machine before the window can.

Called by: `--self-test`, in the window and on the command line. Never knows: Qt.
"""
