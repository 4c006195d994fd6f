"""The player bar at the bottom of the window: transport, seeking, sound, queue.

Lives here: the bar, its seek bar with every mark of the track, the popups for speed and queue.
Called by: the desk, once.
Never knows: pages, SQL, libVLC; it tells the playback what to do and shows its state.
"""
