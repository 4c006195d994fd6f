"""What a track's sound looks like: its waveform and loudness, kept in a cache.

Lives here: decoding to blocks of samples, the waveform pyramid, the loudness curve, their cache;
how much later one recording begins than another; one pass through a file for all who listen
(`hearing`), the notes that are heard (`pitch`), builds and climaxes (`dynamics`), where passages
return (`theme_search`), what one passage is like (`melody`, `passage_level` and
`passage_brightness`), and how it differs from another (`comparison`).
Called by: `timeline`, `themes`, `library` and the bridge's jobs, always off the GUI thread.
Never knows: tracks, except for their time in a file; marks, Qt, SQL, libVLC. A transcoder for what
libsndfile cannot read is handed in from outside.
"""
