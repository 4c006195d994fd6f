"""The story line: all that runs along a work's scenes in story order, and where it is laid out.

`service.StoryLines` reads one (`services.story_lines`) as immutable values, by one query for each
kind of row. What is covered is covered here already: a covered scene is only its id, and nothing
that lies in it is among the rest. `layout` says where each scene and moment is on the axis,
`ridges` how high each feeling stands there.

Called by: the story line on a work's page, `story show`. Never knows: pixels of a screen's own,
widgets, the player.
"""
