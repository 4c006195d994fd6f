"""Finding where themes return, off the GUI thread: see `finder.ThemeFinder`.

On `context.theme_finder`:

- `search(question, parent)` gives a `ReturnSearch`: it has the scope's tracks listened through,
  emits `found(FoundReturns)` whenever there is more, and `progressed(SearchProgress)`. An answer,
  or its undo, makes it search again by itself: what was confirmed is searched for, too. `close`
  ends it.
- `look_for_families(parent, scope, around=…, work_id=…)` gives a `FamiliesSearch`: first
  `known(tuple of FoundFamilies)`, what was found before and isn't judged, then
  `found(FoundFamilies)` for each soundtrack that is looked through;
  `progressed(SearchProgress)`, `close`.
- `candidates_changed(track_ids)`: candidates were found, or answered. An empty set: on any track.
  What there is now is read by `services.theme_finding.on_track(track_id)` (for lanes, off the GUI
  thread, as by `context.latest_read`), `.of_theme(theme_id)` and `.kept_families(plan)`.

Called by: the page that judges candidates, the theme lane, the page of proposals. Never knows: how
a place is found, how an answer is saved.
"""
