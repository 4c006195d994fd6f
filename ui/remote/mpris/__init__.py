"""The desktop's media keys and controls, by MPRIS 2.2 on the session bus.

Lives here: what the interfaces tell, of one `NowPlaying` (`told`), the interfaces (`interfaces`),
the guest of the session bus that has them (`bus_guest`), the clock that it reads
(`position_clock`), and what is done in the window when the desktop asks (`desktop_player`).
Called by: `ui/remote/desktop.py`. Never knows: a page.

Nothing depends on it: without a bus, or once it is gone, the program goes on without media keys.
QtDBus isn't used, because it sends a Python integer as 32 bits, and lengths here have 64.
"""
