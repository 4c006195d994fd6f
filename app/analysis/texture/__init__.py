"""What the music is like in each of its sections, in a few figures that all tracks share.

Lives here: what is measured for each tenth of a second of what was heard (`measures`), where one
section ends and another begins (`sections`), the figures that follow from it (`figures`, with the
weights of `fitted`), and all of it as one kept feature (`feature`).
Called by: `suggestions`, off the GUI thread. Nothing is decoded for it.
Never knows: tracks, except for their time in a file; marks, emotions.
"""
