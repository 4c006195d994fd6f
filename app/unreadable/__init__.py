"""Rows that no page can show as they are: told, mended or removed by the listener.

Nothing that this program writes is among them: they come from an earlier version, which restored
what another program had written, or from somebody's hand in the file.
Called by: the Journal and Listen pages. Never knows: how a row is shown that can be.
"""
