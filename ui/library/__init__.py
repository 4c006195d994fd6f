"""The Library page: the table of tracks beside a list of albums, or a grid of covers; adding music.

Lives here: the page and what it is made of (the shelves, the filter, adding music, the gestures of
the table), models and delegates, dialogs for one track or several, the import flow.
The grid borrows the table, and with it all that can be done with tracks.
Called by: the window's table of pages.
Never knows: other pages, SQL, libVLC; it plays through the playback and changes through services.
"""
