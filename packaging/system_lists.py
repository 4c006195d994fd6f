"""What the program needs from the system, by the names that each kind of system uses.

Found with `readelf -d` in the Qt wheel (its core, gui, widgets, svg, network, dbus, xcb and Wayland
parts), and in the packages into which Debian splits VLC: `libvlc-bin` has the plugin cache, without
which each start scans every plugin.
"""

from __future__ import annotations

# A tuple has the names of one package in different releases, newest first: Debian 13 and Ubuntu
# 24.04 renamed some libraries when time_t grew to 64 bits.
Package = str | tuple[str, ...]

VLC: list[Package] = ["libvlc5", "libvlc-bin", "vlc-plugin-base"]
QT: list[Package] = [
    "libbrotli1",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi-krb5-2",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-6",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "libzstd1",
]
SCREEN: list[Package] = ["xvfb"]
KEYBOARD: list[Package] = ["x11-xkb-utils", "xdotool"]  # layouts, and keys by their place
# What a desktop does with us, tried from outside: menu entries, metainfo, media keys, windows.
DESKTOP: list[Package] = [
    *("appstream", "desktop-file-utils", "playerctl", "python3-dbusmock", "x11-utils"),
]
SOUND_SERVERS: list[Package] = ["pulseaudio", "pipewire", "pipewire-pulse", "wireplumber"]
ASSISTIVE: list[Package] = ["at-spi2-core", "python3-gi", "gir1.2-atspi-2.0"]  # what a client needs
FONT: Package = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

PACKAGES: dict[str, list[Package]] = {
    "python": [],
    "run": [*VLC, *QT],
    "tour": [*VLC, *QT, *SCREEN],
    "test": [
        *VLC,
        *QT,
        *SCREEN,
        *KEYBOARD,
        *SOUND_SERVERS,
        *DESKTOP,
        ("dbus-daemon", "dbus"),
        *ASSISTIVE,
        "ffmpeg",
        "musepack-tools",
        "poppler-utils",
        "strace",
        "wavpack",
    ],
    "keepsake": ["chromium", ("default-jre-headless", "default-jre"), "npm"],
}

# A package counts as installed where its command is found, too: Node.js as its makers package it
# contains npm, and Debian's npm can't be installed beside it.
COMMAND_OF = {"npm": "npm"}

# Without apt we can only check whether things are there.
LIBRARIES = (
    "libvlc.so.5",
    "libEGL.so.1",
    "libGL.so.1",
    "libX11-xcb.so.1",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libglib-2.0.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-render-util.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "python": (),
    "run": (),
    "tour": ("Xvfb",),
    "test": (
        "Xvfb",
        "appstreamcli",
        "dbus-daemon",
        "desktop-file-validate",
        "ffmpeg",
        "pdftotext",
        "playerctl",
        "pulseaudio",
        "setxkbmap",
        "strace",
        "xdotool",
        "xprop",
    ),
    "keepsake": ("chromium", "java", "npm"),
}
ELSEWHERE = {
    "dnf": (
        "sudo dnf install vlc-libs vlc-plugins-base vlc-plugin-ffmpeg mesa-libEGL mesa-libGL"
        " libxkbcommon-x11 xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil"
        " xcb-util-wm dbus-libs fontconfig dejavu-sans-fonts"
    ),
    "pacman": (
        "sudo pacman -S --needed libvlc vlc-plugins-base vlc-plugin-ffmpeg vlc-plugin-pulse"
        " libglvnd libxkbcommon-x11 xcb-util-cursor xcb-util-image xcb-util-keysyms"
        " xcb-util-renderutil xcb-util-wm dbus fontconfig ttf-dejavu"
    ),
    "zypper": (
        "sudo zypper install libvlc5 vlc-noX Mesa-libEGL1 Mesa-libGL1 libxkbcommon-x11-0"
        " libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0"
        " libdbus-1-3 fontconfig dejavu-fonts"
    ),
}
ELSEWHERE_TOO = {
    "tour": {
        "dnf": " xorg-x11-server-Xvfb",
        "pacman": " xorg-server-xvfb",
        "zypper": " xorg-x11-server-Xvfb",
    },
    "test": {
        "dnf": " xorg-x11-server-Xvfb appstream dbus-daemon desktop-file-utils ffmpeg-free"
        " playerctl poppler-utils pulseaudio setxkbmap strace wavpack xdotool xprop"
        " at-spi2-core python3-gobject python3-dbusmock",
        "pacman": " xorg-server-xvfb appstream desktop-file-utils ffmpeg playerctl poppler"
        " pulseaudio strace wavpack xdotool xorg-setxkbmap xorg-xprop"
        " at-spi2-core python-gobject python-dbusmock",
        "zypper": " xorg-x11-server-Xvfb AppStream dbus-1 desktop-file-utils ffmpeg playerctl"
        " poppler-tools pulseaudio setxkbmap strace wavpack xdotool xprop"
        " at-spi2-core python3-gobject python3-python-dbusmock typelib-1_0-Atspi-2_0",
    },
}
