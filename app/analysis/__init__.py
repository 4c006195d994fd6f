"""What a track's sound looks like: its waveform and its loudness, kept in a cache.

Lives here: decoding to blocks of samples, the waveform pyramid, the loudness curve, their cache.
Called by: `timeline`, `themes` and the bridge's jobs, always off the GUI thread.
Never knows: tracks and marks, Qt, SQL, libVLC; a transcoder for what libsndfile cannot read is
handed in from outside.
"""
