"""How it deepens: one ribbon through a theme's returns, or through the music of their scenes.

`geometry` says where everything is, `labels` where the words of feelings are, `painting` draws it,
`picture` is the widget. Never knows: where the beads come from.
"""
