"""Which output device libVLC plays to, and which others there are.

Measured with libVLC 3.0: PulseAudio (and PipeWire in its place) lists its sinks at once, names the
current one as soon as something plays, and follows a stream moved to another sink; both answers
take less than 0.2 ms. ALSA calls every device “default” and lists dozens of plugins, to none of
which the sound ever moves by itself. The dummy output names and lists nothing.
"""

from __future__ import annotations

from typing import Any

from app.player.output_device import DEFAULT_OUTPUT, OutputDevice


def current_device(vlc: Any, media_player: Any) -> OutputDevice | None:
    """The device that a media player plays to; None if libVLC doesn't say, or not yet."""
    device_id = _text(media_player.audio_output_device_get())
    if not device_id:
        return None
    if device_id == DEFAULT_OUTPUT.id:
        return DEFAULT_OUTPUT
    known = {device.id: device for device in list_devices(vlc, media_player)}
    return known.get(device_id, OutputDevice(device_id, device_id))


def list_devices(vlc: Any, media_player: Any) -> tuple[OutputDevice, ...]:
    """The devices that the sound could play on, in libVLC's order; none if it doesn't know.

    Where there is a “default”, the whole system's sound goes there.
    """
    listed = _listed(vlc, media_player)
    if any(device.id == DEFAULT_OUTPUT.id for device in listed):
        return (DEFAULT_OUTPUT,)
    return tuple(device for device in listed if device.id)


def _listed(vlc: Any, media_player: Any) -> list[OutputDevice]:
    head = media_player.audio_output_device_enum()
    found: list[OutputDevice] = []
    try:
        entry = head
        while entry:
            device_id, name = _text(entry.contents.device), _text(entry.contents.description)
            found.append(OutputDevice(device_id, name or device_id))
            entry = entry.contents.next
    finally:
        vlc.libvlc_audio_output_device_list_release(head)
    return found


def _text(raw: bytes | str | None) -> str:
    """python-vlc decodes some strings and leaves others as bytes."""
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw or ""
