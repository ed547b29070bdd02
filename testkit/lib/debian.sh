# Sourced: unpacks programs out of Debian packages into a private folder, with the libc they were built for; nothing is installed on the machine.
# shellcheck shell=bash

# unpack_debian NAME FOLDER SUITE PACKAGES PROGRAMS INSTEAD [ALONE]: does nothing when FOLDER holds the programs already.
# PACKAGES come with all they depend on, ALONE without. Programs of ALONE, where there are no PACKAGES, run with the machine's own libc.
# The packages come from the machine's own configured Debian mirror with their signatures checked, through an apt state of our own.
# Exit 2, naming what is missing and what to do INSTEAD, when that cannot be done here.
unpack_debian() {
    local name=$1 folder=$2 suite=$3 packages=$4 programs=$5 instead=$6 alone=${7:-}
    local first=${programs%% *} apt mirror arch keys tool machine_conf package loader libraries program file
    lacking() {
        echo "unpack: no $name for the tests: $1" >&2
        printf '  Instead, %s\n' "$instead" >&2
        exit 2
    }
    if [ -x "$folder/bin/$first" ] && "$folder/bin/$first" --version >/dev/null 2>&1; then
        return 0
    fi
    for tool in apt-get dpkg dpkg-deb flock; do
        command -v "$tool" >/dev/null || lacking "the program $tool is missing (this way works on Debian and Ubuntu)"
    done
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keys" ] || lacking "$keys is missing (package debian-archive-keyring)"
    arch=$(dpkg --print-architecture)
    # shellcheck disable=SC2016 # $(REPO_URI) is apt's, not the shell's
    mirror=${GRIDAUTHZ_DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
        grep -E '/debian/?$' | sed -n 1p || true)}
    [ -n "$mirror" ] || lacking "apt knows no Debian mirror; name one in GRIDAUTHZ_DEBIAN_MIRROR"

    mkdir -p "$folder"
    exec 9>"$folder/.lock"
    flock 9
    [ ! -x "$folder/bin/$first" ] || return 0 # somebody else has just unpacked it

    # A partial folder from an interrupted run is thrown away; bin/ appears last, by a rename.
    rm -rf "${folder:?}"/{apt,root,bin,bin.new}
    apt=$folder/apt
    mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,etc/preferences.d,etc/apt.conf.d} "$folder"/{root,bin.new}
    : >"$apt/state/status"
    machine_conf=$(apt-config dump | grep -E '^Acquire::(http|https)::' || true)
    {
        echo "Dir::Etc \"$apt/etc\"; Dir::Etc::sourceparts \"/dev/null\";"
        echo "Dir::State \"$apt/state\"; Dir::State::status \"$apt/state/status\"; Dir::Cache \"$apt/cache\";"
        echo "APT::Architecture \"$arch\"; APT::Install-Recommends \"false\"; Acquire::Languages \"none\";"
        echo 'APT::Sandbox::User "";'              # the folder may be readable by us alone
        echo 'Acquire::Check-Valid-Until "false";' # mirrors lag behind; the signature is checked all the same
        echo "$machine_conf"
    } >"$apt/apt.conf"
    echo "deb [signed-by=$keys] $mirror $suite main" >"$apt/etc/sources.list"

    echo "unpack: fetching $name from Debian $suite into $folder" >&2
    (
        export APT_CONFIG=$apt/apt.conf
        apt-get -q update >"$apt/log" 2>&1 || lacking "apt-get update of $suite failed on $mirror, see $apt/log"
        # shellcheck disable=SC2086 # one word a package
        [ -z "$alone" ] || (cd "$apt/cache/archives" && apt-get -q download $alone) >>"$apt/log" 2>&1 ||
            lacking "$suite on $mirror does not offer $alone for $arch just now, see $apt/log"
        # shellcheck disable=SC2086 # one word a package
        [ -z "$packages" ] || apt-get -q -y --download-only --no-install-recommends install $packages >>"$apt/log" 2>&1 ||
            lacking "$suite on $mirror does not offer $packages for $arch just now, see $apt/log"
    ) || exit 2
    for package in "$apt"/cache/archives/*.deb; do
        dpkg-deb -x "$package" "$folder/root"
    done

    loader=$(find "$folder/root" -name 'ld-linux-*.so.*' \( -type f -o -type l \) | sed -n 1p)
    [ -n "$loader" ] || [ -z "$packages" ] || lacking "the packages hold no dynamic loader for $arch"
    libraries=$(find "$folder/root/lib" "$folder/root/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu*' 2>/dev/null | paste -sd : || true)
    for program in $programs; do
        file=$(find "$folder/root/usr/sbin/$program" "$folder/root/usr/bin/$program" 2>/dev/null | sed -n 1p || true)
        [ -n "$file" ] || continue
        if [ -z "$packages" ]; then
            ln -s "../${file#"$folder"/}" "$folder/bin.new/$program"
            continue
        fi
        cat >"$folder/bin.new/$program" <<WRAPPER
#!/bin/sh
exec "$loader" --library-path "$libraries" --argv0 "$file" "$file" "\$@"
WRAPPER
        chmod +x "$folder/bin.new/$program"
    done
    "$folder/bin.new/$first" --no-defaults --version >&2 || lacking "the unpacked program does not run here"
    mv "$folder/bin.new" "$folder/bin"
    rm -rf "$apt/cache"
}
