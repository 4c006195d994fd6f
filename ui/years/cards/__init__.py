"""The cards of a year: each shows one kind of figure, and every figure opens what it counts.

`grid.CardGrid` places those that have something to say. Signals carry the filter
(`JournalFilter`), the mark (`JournalItem`) or what is to be played.
"""
