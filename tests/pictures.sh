#!/bin/sh
# Makes the pictures of README.md from the real program: a window on a display of its own, and the command line.
#
#   tests/pictures.sh [PROGRAM]      PROGRAM is build/release/phasescope where none is given
#
# Needs xvfb and imagemagick.
set -eu
root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
program=${1:-$root/build/release/phasescope}
pictures=$root/assets/pictures
for tool in Xvfb import convert; do
    command -v $tool >/dev/null || { echo "tests/pictures.sh needs $tool (packages xvfb and imagemagick)" >&2; exit 1; }
done

scratch=$(mktemp -d)
mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset 3>"$scratch/display" >/dev/null 2>&1 &
xvfb=$!
trap 'kill $xvfb 2>/dev/null; rm -rf "$scratch"' EXIT
read -r number <"$scratch/display"
export DISPLAY=":$number" HOME="$scratch" XDG_STATE_HOME="$scratch/state" PHASESCOPE_FRAME_LOG="$scratch/frame"
mkdir -p "$pictures"

# window NAME THEME SCENE [ARGUMENT ...]: the window with a scene, once its direction check is there and it has come to rest.
window() {
    name=$1 theme=$2
    printf '%s\n' "$3" >"$scratch/scene.json"
    shift 3
    rm -rf "$scratch/state" "$scratch/frame"
    "$program" "$scratch/scene.json" --theme "$theme" "$@" &
    pid=$!
    until [ -s "$scratch/frame" ]; do sleep 0.2; done
    before=
    now=$(cut -d, -f1 "$scratch/frame")
    until [ "$now" = "$before" ]; do
        sleep 2
        before=$now
        now=$(cut -d, -f1 "$scratch/frame")
    done
    import -window root "$scratch/shot.png"
    kill $pid
    wait $pid 2>/dev/null || true
    convert "$scratch/shot.png" -colors 256 "png8:$pictures/$name.png"
}

scene='"type": "phasescope scene", "version": 1'
rope='"encoding": "rope", "content": {"kind": "different"}'
window overview-light light "{$scene}"
window overview-dark dark "{$scene}"
window direction-rope light "{$scene, $rope, \"length\": 200, \"view\": \"direction\"}"
window rotation-dark dark "{$scene, $rope, \"length\": 256, \"view\": \"rotation\"}"
window bias-t5 light "{$scene, \"encoding\": \"t5\", \"length\": 256}"
window frequencies-llama light "{$scene, \"encoding\": \"rope\", \"settings\": {\"base\": 500000, \"pairing\": \"halves\", \"scaling\": \"llama3\",
    \"factor\": 8, \"trained_length\": 8192}, \"length\": 131072, \"view\": \"frequencies\"}"
window grid-patch light "{$scene, \"encoding\": \"grid\", \"length\": 112, \"settings\": {\"d_model\": 256}}"
window input light "{$scene, \"settings\": {\"d_model\": 128}, \"view\": \"input\"}"
window compare-dark dark "{$scene, \"settings\": {\"d_model\": 128}, \"length\": 512, \"view\": \"compare\"}"
window terms-transformer-xl light "{$scene, \"encoding\": \"transformer_xl\", \"length\": 128, \"content\": {\"kind\": \"different\"},
    \"attention\": {\"causal\": true}, \"view\": \"terms\"}"
window lesson-rope light "{$scene}" --lesson rope
window mistakes light "{$scene, \"view\": \"mistakes\"}"
window claims-dark dark "{$scene, \"view\": \"claims\"}"
window precision-zh light "{$scene, $rope, \"start\": 15900, \"length\": 200, \"formats\": {\"positions\": \"bf16\"},
    \"view\": \"precision\"}" --language zh
"$program" render matrix --size 1300x800 -o "$pictures/figure-matrix.png"
for pixels in mean samples; do
    "$program" render matrix --length 1000000 --size 900x640 --pixels $pixels --title "A million positions, $pixels" \
        -o "$pictures/far-$pixels.png"
done
echo "Pictures are in $pictures"
