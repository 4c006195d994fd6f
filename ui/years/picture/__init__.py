"""What was felt, over time: days as pixels, feelings as ridges, on one axis.

`axis` says where a day is, `amounts` how high a ridge stands there, `place` where everything is in
pixels, `paint` draws it, `picture.FeltPicture` is the widget. Never knows: who asks.
"""
