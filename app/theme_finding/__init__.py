"""Where themes return, found in what was heard of the music: before the listener has answered.

`service.ThemeFinding` is the way in (`services.theme_finding`). A `Question` names a theme, the
mark to search from (or its home) and a `Scope`; `plan` reads what it means in the journal;
`returns` searches, while `Arrivals` tells which tracks can be searched by now, and gives all there
is each time as `FoundReturns`: candidates in their tracks' own time, key and tempo relative to the
theme's basic form, without what was answered. `families` does the same for melodies that nobody
asked about, in one of the `soundtracks`; `first_heard` tells one from its first place.

What was found last is kept in the cache folder, by theme and by soundtrack; losing it loses
nothing. `on_track`, `of_theme` and `kept_families` read it, and leave out what was answered since.

Called by: `ui.bridge.theme_finding`, which runs all of this off the GUI thread and tells when
something is new. Never knows: Qt, how a place is found in the sound (`analysis.theme_search`), how
an answer is saved (`themes.answers`).
"""
