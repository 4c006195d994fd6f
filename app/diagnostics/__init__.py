"""What must work on this computer for the window to work.

Called by: `--self-test`, in the window and on the command line. Never knows: Qt.
"""
