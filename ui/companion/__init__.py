"""The card beside the music: which scene plays, what is said and sung, which theme returns, what
was felt here before, what comes next.

Called by: the Listen page. Never knows: services, the player.
"""
