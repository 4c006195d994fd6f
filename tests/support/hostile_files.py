"""Files that make a player fetch something: lists of addresses with names of audio files, and audio
that points elsewhere. Every address in them is a listening post's.
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, WOAF

from app.library.scan import AUDIO_EXTENSIONS
from tests.support.audio import tone, write_audio

NAMES = (
    *sorted(AUDIO_EXTENSIONS),
    *(".m3u", ".m3u8", ".pls", ".xspf", ".asx", ".cue", ".strm", ".sdp", ".mka", ".txt"),
)
FETCHED = ("hls", "dash", "sdp", "concat")  # by libavformat itself, under any name


def lists(post: str) -> dict[str, bytes]:
    """What isn't audio under any name. post: `127.0.0.1:port`."""
    address, port = f"http://{post}", post.rpartition(":")[2]
    hls = (
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n"
        f"#EXTINF:10,\n{address}/hls.ts\n#EXT-X-ENDLIST\n"
    )
    dash = (
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"'
        ' profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" mediaPresentationDuration="PT10S"'
        f' minBufferTime="PT1S"><BaseURL>{address}/</BaseURL><Period><AdaptationSet'
        ' mimeType="audio/mp4"><Representation id="1" bandwidth="9"><BaseURL>d.mp4</BaseURL>'
        '<SegmentBase indexRange="0-99"><Initialization range="0-9"/></SegmentBase>'
        "</Representation></AdaptationSet></Period></MPD>\n"
    )
    sdp = (
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
        f"m=audio {port} RTP/AVP 14\n"
    )
    xspf = (
        '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList>'
        f"<track><location>{address}/x.mp3</location></track></trackList></playlist>"
    )
    link = (
        '<?xml version="1.0"?><?quicktime type="application/x-quicktime-media-link"?>'
        f'<embed src="{address}/qtl.mov"/>'
    )
    smil = f'<smil><body><seq><audio src="{address}/smil.mp3"/></seq></body></smil>'
    flash = '<manifest xmlns="http://ns.adobe.com/f4m/1.0">'
    texts = {
        "hls": hls,
        "hls with a byte order mark": "\ufeff" + hls,
        "hls behind empty lines": "\n\n\r\n" + hls,
        "dash": dash,
        "sdp": sdp,
        "concat": f"ffconcat version 1.0\nfile '{address}/concat.mp3'\n",
        "m3u": f"{address}/m3u.mp3\n",
        "pls": f"[playlist]\nNumberOfEntries=1\nFile1={address}/pls.mp3\n",
        "xspf": xspf,
        "asx": f'<asx version="3.0"><entry><ref href="{address}/asx.wma"/></entry></asx>',
        "asf reference": f"[Reference]\r\nRef1={address}/ref.wma\r\n",
        "asf redirect": f"ASF {address}/redirect.wma\r\n",
        "ram": f"rtsp://{post}/ram.rm\n",
        "rtsp text": f"RTSPtext\nRTSP://{post}/a.mov\n",
        "smil": smil,
        "smil text": f"SMILtext{smil}",
        "wpl": f'<?wpl version="1.0"?>{smil.replace("audio", "media")}',
        "quicktime link": link,
        "strm": f"{address}/strm.mp3",
        "cue": f'FILE "{address}/cue.mp3" MP3\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
        "podcast": f'<rss><channel><item><enclosure url="{address}/p"/></item></channel></rss>',
        "nsc": f"[Address]\nName=x\nIP Address=127.0.0.1\nIP Port={port}\n",
        "hds": f'{flash}<media url="{address}/f4m"/></manifest>',
        "smooth": f'<SmoothStreamingMedia><StreamIndex Url="{address}/s"/></SmoothStreamingMedia>',
    }
    return {name: text.encode() for name, text in texts.items()}


def wrapped(post: str, music: Path) -> Iterator[tuple[str, bytes]]:
    """Lists before, after and inside audio. music: a folder to encode in."""
    mp3 = write_audio(music / "plain.mp3", tone(1)).read_bytes()
    wav = write_audio(music / "plain.wav", tone(1)).read_bytes()
    every = lists(post)
    for name in ("hls", "dash", "sdp", "m3u", "concat"):
        yield f"{name} then frames.mp3", every[name] + mp3
        yield f"tag then {name}.mp3", _id3(b"") + every[name]
        yield f"tag then {name} then frames.mp3", _id3(b"") + every[name] + mp3
        yield f"frames in the tag then {name}.mp3", _id3(mp3[:20_000]) + every[name]
        yield f"frames then {name}.mp3", mp3 + every[name]
        chunk = every[name] + bytes(len(every[name]) & 1)
        at = wav.index(b"data")
        junk = wav[:at] + b"JUNK" + struct.pack("<I", len(chunk)) + chunk + wav[at:]
        yield f"{name} in a chunk.wav", junk
        # what says, far from its beginning, that it is a tracker module
        yield f"{name} as a module.ogg", (every[name] + b"\n" * 1080)[:1080] + b"M.K." + bytes(4000)
        yield f"{name} behind a mark.mp3", b"IMPM\n" + every[name]
        yield f"{name} behind a chip’s mark.mp3", b"GYMX\n" + every[name]


def pointing(post: str, music: Path) -> Iterator[tuple[str, bytes]]:
    """Complete audio that names another place for its sound, its picture or its continuation."""
    address = f"http://{post}".encode()
    m4a = write_audio(music / "plain.m4a", tone(1)).read_bytes()
    for kind in (b"url ", b"alis", b"rsrc"):
        place = kind + b"\0\0\0\0" + address + b"/dref\0"
        yield f"dref {kind.decode().strip()}.m4a", with_data_reference(m4a, place)
    reference = atom(b"rdrf", b"\0\0\0\0url " + struct.pack(">I", 40) + address.ljust(40, b"\0"))
    movie = atom(b"moov", atom(b"rmra", atom(b"rmda", reference)))
    yield "reference movie.m4a", atom(b"ftyp", b"qt  \0\0\0\0qt  ") + movie
    yield "reference movie.mp4", movie
    yield "linked segments.mka", matroska(address)
    yield "script command.wma", _with_script_command(_encoded(music, "plain.wma"), post)
    yield "attachment.mka", _with_attachment(music, address)
    yield "picture elsewhere.mp3", _mp3_with_picture(music, address)
    yield "picture elsewhere.flac", _flac_with_picture(music, address)


def zoo(folder: Path, post: str) -> list[Path]:
    """Writes into `folder`: lists with names of audio files, the rest with their own names.

    Those that would be fetched get every name; for the others, each name is used several times.
    """
    folder.mkdir()
    music = folder.parent / "encoded"
    music.mkdir()
    files = {}
    for number, (name, content) in enumerate(lists(post).items()):
        for suffix in NAMES if name in FETCHED else NAMES[number % 7 :: 7]:
            files[f"{name}{suffix}"] = content
    files.update(wrapped(post, music))
    files.update(pointing(post, music))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def atom(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def with_data_reference(m4a: bytes, place: bytes) -> bytes:
    """An MP4 whose audio is said to be elsewhere; place: type, flags and address."""

    def rebuilt(data: bytes) -> bytes:
        out, at = b"", 0
        while at + 8 <= len(data):
            length = int.from_bytes(data[at : at + 4], "big") or len(data) - at
            name, body = data[at + 4 : at + 8], data[at + 8 : at + length]
            if name in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
                body = rebuilt(body)
            elif name == b"dref":
                body = b"\0\0\0\0\0\0\0\1" + atom(place[:4], place[4:])
            out += atom(name, body)
            at += length
        return out

    return rebuilt(m4a)


def matroska(address: bytes) -> bytes:
    """A segment that continues in others, whose file is given by an address."""

    def element(ident: str, body: bytes) -> bytes:
        return bytes.fromhex(ident) + struct.pack(">Q", 1 << 56 | len(body)) + body

    info = element("2ad7b1", b"\x0f\x42\x40") + element("4489", struct.pack(">d", 9000))
    info += element("73a4", bytes(range(16))) + element("3eb923", bytes(range(16, 32)))
    info += element("3e83bb", address + b"/next.mka") + element("3c83ab", address + b"/before.mka")
    head = element("4282", b"matroska") + element("4287", b"\4") + element("4285", b"\2")
    return element("1a45dfa3", head) + element("18538067", element("1549a966", info))


def _id3(body: bytes) -> bytes:
    frame = b"PRIV" + struct.pack(">I", len(body)) + b"\0\0" + body
    length = len(frame)
    size = bytes((length >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + frame


def _encoded(music: Path, name: str) -> bytes:
    source, target = music / "plain.wav", music / name
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, target], check=True)
    return target.read_bytes()


def _with_attachment(music: Path, address: bytes) -> bytes:
    page, target = music / "page.html", music / "attachment.mka"
    page.write_bytes(b'<img src="' + address + b'/attached.png">')
    attach = ("-attach", page, "-metadata:s:t", "mimetype=text/html")
    source = ("-i", music / "plain.wav")
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, *attach, target], check=True)
    return target.read_bytes()


def _with_script_command(wma: bytes, post: str) -> bytes:
    """ASF can make a player open an address at a certain time. Source: ASF specification, 3.6."""
    kind, address = "URL".encode("utf-16-le"), f"http://{post}/script".encode("utf-16-le")
    body = bytes(16) + struct.pack("<HH", 1, 1) + struct.pack("<H", 3) + kind
    body += struct.pack("<IHH", 100, 0, len(address) // 2) + address
    command = bytes.fromhex("301afb1e620bd011a39b00a0c90348f6") + struct.pack("<Q", 24 + len(body))
    (length, count), rest = struct.unpack_from("<QI", wma, 16), wma[30:]
    grown = struct.pack("<QI", length + 24 + len(body), count + 1)
    return wma[:16] + grown + wma[28:30] + command + body + rest


def _mp3_with_picture(music: Path, address: bytes) -> bytes:
    path = write_audio(music / "picture.mp3", tone(1))
    tags = ID3()
    tags.add(APIC(encoding=0, mime="-->", type=3, desc="", data=address + b"/cover.png"))
    tags.add(WOAF(url=address.decode() + "/home"))
    tags.save(path)
    return path.read_bytes()


def _flac_with_picture(music: Path, address: bytes) -> bytes:
    path = write_audio(music / "picture.flac", tone(1))
    picture = Picture()
    picture.type, picture.mime, picture.data = 3, "-->", address + b"/cover.png"
    flac = FLAC(path)
    flac.add_picture(picture)
    flac.save()
    return path.read_bytes()
