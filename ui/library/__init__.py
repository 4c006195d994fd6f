"""The library page: albums with covers, the table of tracks, adding music.

Lives here: the page, its models and delegates, dialogs for one track or several, the import flow.
Called by: the desk, which places the page and hands it every Change.
Never knows: other pages, SQL, libVLC; what to play goes to the playback, what changes to services.
"""
