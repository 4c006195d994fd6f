"""A keepsake on paper: as a PDF in A4 or Letter.

`flow` puts bands of content on pages, `text` makes bands of texts, `sheet` knows sizes and fonts;
`content` says what comes in which order, `wave` draws waveforms, `writing` makes the file.
Called by: `craft`. Never knows: what is private.
"""
