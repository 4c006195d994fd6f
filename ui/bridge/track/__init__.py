"""What is shown of the current track: marks, themes, waveform, intensity, covers, listens, the live
trace.

Called by: the Listen page, the player bar. Never knows: any page.
"""
