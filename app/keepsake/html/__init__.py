"""The pages of a keepsake's folder.

`elements` makes HTML in which every value is escaped, `markdown` makes it of an entry's text;
`frame` is what all `pages` have around them, `parts` what several of them show. They ask for
nothing outside their folder, and say so in a policy that browsers hold them to.

Called by: `writing`. Never knows: where files are written.
"""
