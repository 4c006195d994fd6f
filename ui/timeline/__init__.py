"""The timeline: one track's lanes on one time axis, and what belongs beside them.

Lives here: the axis (`time_axis.py`), lanes (`lanes/`), the view that shows them (`view.py`), the
table of marks, the inspector of one mark, the companion card.
Called by: the listen page, which hands values in and turns signals into verbs.
Never knows: services, the player, storage; how a mark is kept.
"""
