#!/bin/sh
# Renders the MIDI files of "My Heart" to the audio the demo ships: two Ogg Vorbis, one Opus.
# Wants: fluidsynth, fluid-soundfont-gm, sox, ffmpeg. SOUNDFONT=/path/to.sf2 chooses another one.
set -eu
cd "$(dirname "$0")"
soundfont="${SOUNDFONT:-/usr/share/sounds/sf2/FluidR3_GM.sf2}"
album="My Heart (Original Demo Soundtrack)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

render() { # stem title number extension codec-arguments...
    stem="$1" title="$2" number="$3" extension="$4"
    shift 4
    fluidsynth -n -i -q -g 0.5 -r 48000 -o synth.chorus.active=0 \
        -o synth.reverb.active=1 -o synth.reverb.room-size=0.78 -o synth.reverb.damp=0.35 \
        -o synth.reverb.width=0.9 -o synth.reverb.level=0.7 -o synth.polyphony=512 \
        -T wav -O s24 -F "$work/$stem.wav" "$soundfont" "$stem.mid"
    # The silence after the reverb goes (below -72 dB, from the end); the last 1.5 s fade out.
    # One gain for the whole piece keeps its arc, where loudness levelling would flatten it.
    sox "$work/$stem.wav" "$work/$stem-cut.wav" \
        highpass 28 reverse silence 1 0.05 -72d fade t 1.5 reverse gain -n -1.5
    ffmpeg -v error -y -i "$work/$stem-cut.wav" -map_metadata -1 -bitexact "$@" \
        -metadata title="$title" -metadata artist="OST My Heart" -metadata album="$album" \
        -metadata album_artist="OST My Heart" -metadata track="$number/3" -metadata date=2026 \
        -metadata genre=Soundtrack -metadata license="CC0 1.0" "$stem.$extension"
}

render my-heart-1-opening "Opening: My Heart" 1 ogg -c:a libvorbis -q:a 0.4
render my-heart-2-love "Love Theme: The Letter by the Window" 2 ogg -c:a libvorbis -q:a 0.4
render my-heart-3-action "Action Theme: Across the Seven Bridges" 3 opus \
    -c:a libopus -b:a 72k -vbr on
ls -l ./*.ogg ./*.opus
