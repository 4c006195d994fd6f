"""The player bar along the foot of the window: transport, seeking, sound, queue.

Lives here: the bar, its seek bar with every mark of the track, the popups of speed and queue.
Called by: the desk, once.
Never knows: pages, SQL, libVLC; it sends verbs to the playback and shows what the playback says.
"""
