#!/bin/sh
# Builds the fuzzers with clang under ASan and UBSan and runs each for some time, two at once. Nothing is left outside
# build/fuzz/.
#
#   tests/fuzz/run.sh [--yes | --no-install] [SECONDS [TARGET ...]]   60 seconds, all targets
#
# Inputs that broke something lie in build/fuzz/found/TARGET afterwards, and the exit code is 1. Inputs that led somewhere new
# lie in build/fuzz/corpus/TARGET, from where the next run goes on; those that every checkout has are in tests/fuzz/corpus/.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
root=$(dirname -- "$(dirname -- "$here")")
folder=$root/build/fuzz

# One target, as the script calls itself: --one SECONDS TARGET.
if [ "${1-}" = --one ]; then
    name=$3
    mkdir -p "$folder/corpus/$name" "$folder/found/$name"
    dictionary=$here/dictionaries/$name.dict
    [ ! -e "$dictionary" ] || set -- "$@" "-dict=$dictionary"
    seconds=$2
    shift 3
    # Freed memory is not held back for long: what counts is what the reader takes.
    export ASAN_OPTIONS=quarantine_size_mb=16 UBSAN_OPTIONS=print_stacktrace=1
    "$folder/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -rss_limit_mb=512 -timeout=2 -print_final_stats=1 -print_funcs=0 \
        -artifact_prefix="$folder/found/$name/" "$@" "$folder/corpus/$name" "$here/corpus/$name" "$folder/found/$name" \
        >"$folder/log/$name" 2>&1 || true
    exit 0
fi

. "$root/app/setup.sh"
how=ask
case ${CI-} in '' | false | 0) ;; *) how=yes ;; esac
case ${1-} in
    --yes) how=yes; shift ;;
    --no-install) how=no; shift ;;
esac
seconds=60
[ $# -eq 0 ] || { seconds=$1; shift; }
case $seconds in '' | *[!0-9]*) say "tests/fuzz/run.sh [SECONDS [TARGET ...]]: $seconds is no number of seconds"; exit 2 ;; esac
[ $# -gt 0 ] || set -- "$here"/targets/*.cpp
targets=$(for target in "$@"; do basename -- "$target" .cpp; done)
for name in $targets; do
    [ -e "$here/targets/$name.cpp" ] || { say "there is no target $name"; exit 2; }
done

# shellcheck disable=SC2086  # lists of words
install_packages $how $packages_to_build clang
# libFuzzer and the sanitizers are in a package of the compiler's version.
! command -v clang++ >/dev/null || install_packages $how "libclang-rt-$(clang++ -dumpversion | cut -d. -f1)-dev"
build fuzz fuzzers

mkdir -p "$folder/log" "$folder/executed"
touch "$folder/begun"
printf '%s\n' "$targets" | xargs -n 1 -P 2 "$0" --one "$seconds"

# What libFuzzer wrote last of a kind into the log of a target; 0 where it wrote none.
number_in_log() {
    sed -n "s/.*$2 *\([0-9][0-9]*\).*/\1/p" "$folder/log/$1" | tail -n 1 | grep . || echo 0
}

status=0
printf '%-12s %12s %14s %9s %7s\n' target executions 'of all runs' features faults
for name in $targets; do
    executions=$(number_in_log "$name" stat::number_of_executed_units:)
    total=$executions
    [ ! -e "$folder/executed/$name" ] || total=$((total + $(cat "$folder/executed/$name")))
    echo "$total" >"$folder/executed/$name"
    faults=$(find "$folder/found/$name" -type f -newer "$folder/begun" | wc -l)
    printf '%-12s %12s %14s %9s %7s\n' "$name" "$executions" "$total" "$(number_in_log "$name" ' ft:')" "$faults"
    [ "$executions" -gt 0 ] && [ "$faults" -eq 0 ] && continue
    status=1
    say "$name: see $folder/log/$name and $folder/found/$name"
done
exit $status
