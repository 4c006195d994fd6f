"""How search compares texts.

Lives here: `fold`, the one way in which what is typed and what is written become comparable, and
its registration as an SQL function. Called by: every room of `db`; `app` through
`app/core/search_text.py`. Never knows: which texts are searched.
"""
