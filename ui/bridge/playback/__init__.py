"""The player on the GUI thread: position, queue, volume, output, listens.

Lives here: the playback and what it is made of; the loaded track, which follows the library and has
the words of the album it plays on; passages played one after another. The queue holds lines (track
and album entry), marks and listens are the track's.
Called by: the player bar, the Listen page. Never knows: any page.
"""
