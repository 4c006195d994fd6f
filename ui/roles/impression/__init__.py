"""The first impression against the latest ones: one wave, what was felt in the first listen above
it, what was felt lately below, and beside it what was written then and now.

`placing` says where everything is, `painting` draws it, `picture` is the widget, `words` are those
beside it; `card` brings them together. Never knows: which listen a mark belongs to.
"""
