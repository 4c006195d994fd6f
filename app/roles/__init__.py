"""What a track tells by what it does in its work: as an opening, a love theme, an action theme …

`service.TracksInRoles` reads one (`services.roles`) as immutable values: what its first listen
left against the latest ones, which tracks quote it and what it quotes, the returns of its themes
along the story, the scenes it carries, how its intensity runs, and the versions beside it.
`past_listens` tells one listen from another. Called by: the Roles page. Never knows: widgets, how a
quote or an event is found.
"""
