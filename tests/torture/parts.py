"""Every part, by its name."""

from __future__ import annotations

from tests.torture import audio_files, damage, disks, documents, kills, storms, windows

PARTS = {
    module.PART.name: module.PART
    for module in (kills, audio_files, documents, damage, disks, windows, storms)
}
