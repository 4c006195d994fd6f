#!/bin/sh
# Renders the MIDI files of "My Heart" to the audio the demo ships: two Ogg Vorbis, the rest Opus.
# ./render.sh [stem...] renders only those.
# Wants: fluidsynth, fluid-soundfont-gm, sox, ffmpeg. SOUNDFONT=/path/to.sf2 chooses another one.
set -eu
cd "$(dirname "$0")"
soundfont="${SOUNDFONT:-/usr/share/sounds/sf2/FluidR3_GM.sf2}"
album="My Heart (Original Demo Soundtrack)"
artist="OST My Heart"
work="$(mktemp -d)"
only="$*"
mkdir "$work/table-music"
trap 'rm -rf "$work"' EXIT

render() { # stem title number gain-dB extension codec-arguments...
    stem="$1" title="$2" number="$3" gain="$4" extension="$5"
    shift 5
    case " $only " in "  " | *" $stem "*) ;; *) return 0 ;; esac
    fluidsynth -n -i -q -g 0.5 -r 48000 -o synth.chorus.active=0 \
        -o synth.reverb.active=1 -o synth.reverb.room-size=0.78 -o synth.reverb.damp=0.35 \
        -o synth.reverb.width=0.9 -o synth.reverb.level=0.7 -o synth.polyphony=512 \
        -T wav -O s24 -F "$work/$stem.wav" "$soundfont" "$stem.mid"
    # The silence after the reverb goes (below -72 dB, from the end); the last 1.5 s fade out.
    # The slow compand lifts the quiet bars by up to 6 dB, enough for small loudspeakers; levelling
    # by loudness would flatten the arc. The gains bring the pieces to about -17 LUFS, the
    # limiter then only meets drum strokes.
    sox "$work/$stem.wav" "$work/$stem-cut.wav" \
        highpass 28 treble 2.5 4500 reverse silence 1 0.05 -72d fade t 1.5 reverse gain -n -4 \
        compand 0.3,1.6 6:-90,-90,-52,-46,-34,-28,-22,-18,-10,-9,0,0 0 -34 0.3
    ffmpeg -v error -y -i "$work/$stem-cut.wav" -map_metadata -1 -bitexact \
        -af "volume=${gain}dB,alimiter=level=0:limit=0.82:attack=4:release=70" "$@" \
        -metadata title="$title" -metadata artist="$artist" -metadata album="$album" \
        -metadata album_artist="$artist" -metadata track="$number" -metadata date=2026 \
        -metadata genre=Soundtrack -metadata license="CC0 1.0" "$stem.$extension"
}

render my-heart-1-opening "Opening: My Heart" 1 0 ogg -c:a libvorbis -q:a 0.4
render my-heart-2-love "Love Theme: The Letter by the Window" 2 1.5 ogg -c:a libvorbis -q:a 0.4
render my-heart-3-action "Action Theme: Across the Seven Bridges" 3 2 opus \
    -c:a libopus -b:a 72k -vbr on
channels=2 rate=48k
small() { # stem title number gain-dB
    render "$@" opus -ac "$channels" -c:a libopus -b:a "$rate" -vbr on
}
small my-heart-4-night-train "Night Train" 4 -3
small my-heart-5-rooftop "Rain on the Rooftop" 5 -3
small my-heart-6-lanterns "A Thousand Small Lights" 6 -2
small my-heart-7-platform "Four Minutes" 7 -3
small my-heart-8-reunion "One More Beat" 8 0
small my-heart-9-second-opening "Opening: My Heart (Season Two)" 9 -1

artist="The Marzipan Consort" album="Table Music" channels=1 rate=36k
small table-music/kitchen-table "My Heart (for two recorders and a kitchen table)" 1 -4
ls -l ./*.ogg ./*.opus table-music/*.opus
