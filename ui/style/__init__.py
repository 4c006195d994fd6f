"""How the program looks: tokens, fonts, stylesheet, icons and patterns.

Lives here: colours and sizes (`tokens.py`), how they reach Qt (`theme.py`), Lucide icons
(`icons.py`), fill patterns for emotions (`patterns.py`).
Called by: every room of `ui/`.
Never knows: services, pages, or what a colour stands for.
"""
