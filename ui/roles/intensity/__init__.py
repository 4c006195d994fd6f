"""How intense an action theme is: its curve with builds, climaxes, drops and breaks, to be heard.

`picture` is the widget, `card` what is around it. Drawn as the timeline's lane draws them.
"""
