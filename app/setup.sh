# Shared by app/run and tests/run: installs the Debian packages that are missing, and builds a preset.
# The script that reads this file has set root, the folder of the project. All talk goes to standard error.

packages_to_build='g++ cmake ninja-build pkgconf libimgui-dev libglfw3-dev libglm-dev libepoxy-dev libeigen3-dev
    libboost-dev libcli11-dev nlohmann-json3-dev libpng-dev libcairo2-dev libpango1.0-dev libfontconfig-dev libhwy-dev
    libzip-dev'
packages_to_open='fonts-dejavu-core libgl1 libegl1 libgl1-mesa-dri'
packages_of_letters='fonts-wqy-microhei'
packages_to_start="$packages_to_open $packages_of_letters"
packages_to_package='dpkg-dev file'
packages_to_test='libgtest-dev libgmock-dev libx11-dev libgles2 xvfb xdotool
    desktop-file-utils appstream shared-mime-info mandoc fish zsh'
packages_to_bench='libbenchmark-dev libgtest-dev'
packages_to_cross='clang'
packages_to_compare='valgrind'
packages_of_peers='python3-numpy python3-torch python3-matplotlib libopenblas0-pthread'

say() {
    printf '%s\n' "$*" >&2
}

# The packages among $@ that are not installed, in one line.
missing_packages() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    installed=" $(printf '%s' "$installed" | tr '\n' ' ') "
    for package in "$@"; do
        case $installed in *" $package "*) ;; *) printf ' %s' "$package" ;; esac
    done
}

# install_packages HOW PACKAGE...: HOW is yes, ask or no.
install_packages() {
    how=$1
    shift
    [ "$how" = no ] && return 0
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        [ -e "$root/build" ] || say "There is no apt here. What these Debian packages hold must be installed: $*"
        return 0
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    say "Debian packages needed and not installed:$missing"

    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            say "Installing needs root or sudo. As root: apt-get install --no-install-recommends$missing"
            say "To try without them: $0 --no-install"
            exit 1
        }
        as_root=sudo
    fi
    if [ "$how" = ask ]; then
        [ -t 0 ] || {
            say "To install them: $0 --yes"
            exit 1
        }
        printf 'Install them%s? [Y/n] ' "${as_root:+ with sudo}" >&2
        read -r answer || answer=n
        case $answer in '' | [yY]*) ;; *)
            say "Not installed; building without them."
            return 0
            ;;
        esac
    fi
    say "Installing ..."
    mkdir -p "$root/build"
    # shellcheck disable=SC2086  # a list of words
    logged "$root/build/install.log" $as_root sh -c '
        export DEBIAN_FRONTEND=noninteractive
        apt-get -q update
        apt-get -q install -y --no-install-recommends "$@"' install $missing
}

# logged FILE COMMAND...: runs the command quietly; its output is shown whole when it fails, and then we end.
logged() {
    log=$1
    shift
    "$@" </dev/null >"$log" 2>&1 && return 0
    cat "$log" >&2
    say "This failed: $1 ... (the output above is in $log)"
    exit 1
}

# Reads what ninja says and shows how far it is, where someone is looking.
show_progress() {
    [ -t 2 ] || { cat >/dev/null; return; }
    while IFS= read -r line; do
        case $line in '['*/*']'*) printf '\r%s]\033[K' "${line%%]*}" >&2 ;; esac
    done
    printf '\r\033[K' >&2
}

# Builds the target quietly; the output is in FOLDER/build.log.
build_target() {
    {
        cmake --build "$1" --target "$2" </dev/null 2>&1
        echo $? >"$1/build.status"
    } | tee "$1/build.log" | show_progress
    return "$(cat "$1/build.status")"
}

# configure PRESET: makes build/PRESET, where that has not been done.
configure() {
    folder=$root/build/$1
    mkdir -p "$folder"
    [ -w "$folder" ] || {
        say "Not allowed to write in $folder; it may have been built by another user: remove it, then try again."
        exit 1
    }
    for tool in cmake ninja; do
        command -v $tool >/dev/null || { say "$tool is not installed; it is needed to build."; exit 1; }
    done
    if [ ! -e "$folder/configured" ] || [ -n "$(find "$root/CMakePresets.json" -newer "$folder/configured")" ] ||
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        say "Building Phasescope in $folder (some minutes the first time) ..."
        rm -f "$folder/configured"
        logged "$folder/configure.log" cmake --fresh -S "$root" --preset "$1"
        touch "$folder/configured"
    fi
}

# build PRESET TARGET: configures where needed and builds in build/PRESET.
build() {
    configure "$1"
    build_target "$folder" "$2" && return 0
    cat "$folder/build.log" >&2
    say "The build failed (the output above is in $folder/build.log)"
    exit 1
}
