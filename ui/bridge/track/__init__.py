"""What is shown of the current track: marks, waveform, intensity, covers, listens, the live trace.

Called by: the Listen page, the player bar. Never knows: any page.
"""
