"""What is shown of the playing track: marks, waveform, covers, hearings, the trace under the hand.

Called by: the Listen page, the player bar. Never knows: any page.
"""
