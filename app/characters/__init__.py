"""What the music tells of a character, or of two who are on together.

`service.CharacterStories` reads one (`services.character_stories`) as immutable values: their
scenes in story order, the music that plays in them, the themes that return there with what was felt
at each return, and what the listener wrote about them. It is drawn from the story line, of a saga
where they are in several of its works (`cast` says who is the same person there), so nothing that
is covered is among it: what lies there is only counted.

Called by: the page of a character, or of two. Never knows: how a passage sounds, widgets.
"""
