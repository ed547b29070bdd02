#!/usr/bin/env bash
# Unpacks a MySQL server for the tests into a private folder; nothing is installed on the machine.
#
#   testkit/mysql/unpack.sh [FOLDER]        default: $GRIDAUTHZ_MYSQL_HOME, else <checkout>/.gridauthz/mysql
#
# Oracle's MySQL is packaged in Debian sid only. The packages come from the machine's own configured Debian mirror with
# their signatures checked, through an apt state of our own, and bring their own libc: the server runs on older releases.
# About 71 MB are fetched and 430 MB written. Does nothing when FOLDER holds a server already.
# Exit: 0 there is a server, 2 something is missing on this machine (named on stderr).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=${1:-${GRIDAUTHZ_MYSQL_HOME:-$here/.gridauthz/mysql}}

missing() {
    echo "mysql/unpack.sh: no MySQL server for the tests: $1" >&2
    echo "  Instead, name a running one: GRIDAUTHZ_TEST_MYSQL_URL='jdbc:mysql://HOST:PORT/?user=USER&password=WORD'" >&2
    echo "  (that user must be allowed to create and drop databases)." >&2
    exit 2
}

if [ -x "$folder/bin/mysqld" ] && "$folder/bin/mysqld" --version > /dev/null 2>&1; then
    exit 0
fi

for tool in apt-get dpkg dpkg-deb flock; do
    command -v "$tool" > /dev/null || missing "the program $tool is missing (this way works on Debian and Ubuntu)"
done
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keys" ] || missing "$keys is missing (package debian-archive-keyring)"
arch=$(dpkg --print-architecture)
# shellcheck disable=SC2016 # $(REPO_URI) is apt's, not the shell's
mirror=${GRIDAUTHZ_DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
    grep -E '/debian/?$' | sed -n 1p || true)}
[ -n "$mirror" ] || missing "apt knows no Debian mirror; name one in GRIDAUTHZ_DEBIAN_MIRROR"

mkdir -p "$folder"
exec 9> "$folder/.lock"
flock 9
[ ! -x "$folder/bin/mysqld" ] || exit 0 # somebody else has just unpacked it

# A partial folder from an interrupted run is thrown away; bin/ appears last, by a rename.
rm -rf "${folder:?}"/{apt,root,bin,bin.new}
apt=$folder/apt
mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,etc/preferences.d,etc/apt.conf.d} "$folder"/{root,bin.new}
: > "$apt/state/status"
machine_conf=$(apt-config dump | grep -E '^Acquire::(http|https)::' || true)
{
    echo "Dir::Etc \"$apt/etc\"; Dir::Etc::sourceparts \"/dev/null\";"
    echo "Dir::State \"$apt/state\"; Dir::State::status \"$apt/state/status\"; Dir::Cache \"$apt/cache\";"
    echo "APT::Architecture \"$arch\"; APT::Install-Recommends \"false\"; Acquire::Languages \"none\";"
    echo 'APT::Sandbox::User "";'             # the folder may be readable by us alone
    echo 'Acquire::Check-Valid-Until "false";' # mirrors lag behind sid; the signature is checked all the same
    echo "$machine_conf"
} > "$apt/apt.conf"
echo "deb [signed-by=$keys] $mirror sid main" > "$apt/etc/sources.list"

echo "mysql/unpack.sh: fetching Debian sid's mysql-server-core (about 71 MB) into $folder" >&2
export APT_CONFIG=$apt/apt.conf
apt-get -q update > "$apt/log" 2>&1 || missing "apt-get update of sid failed on $mirror, see $apt/log"
apt-get -q -y --download-only --no-install-recommends install mysql-server-core mysql-client-core >> "$apt/log" 2>&1 ||
    missing "sid on $mirror does not offer mysql-server-core for $arch just now, see $apt/log"
unset APT_CONFIG
for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$folder/root"
done

loader=$(find "$folder/root" -name 'ld-linux-*.so.*' \( -type f -o -type l \) | sed -n 1p)
[ -n "$loader" ] || missing "the packages hold no dynamic loader for $arch"
libraries=$(dirname "$(find "$folder/root" -name 'libc.so.6' | sed -n 1p)")
for program in mysqld mysql mysqladmin mysqldump; do
    file=$(find "$folder/root/usr/sbin/$program" "$folder/root/usr/bin/$program" 2> /dev/null | sed -n 1p || true)
    [ -n "$file" ] || continue
    cat > "$folder/bin.new/$program" <<WRAPPER
#!/bin/sh
exec "$loader" --library-path "$libraries" --argv0 "$file" "$file" "\$@"
WRAPPER
    chmod +x "$folder/bin.new/$program"
done
mv "$folder/bin.new" "$folder/bin"
"$folder/bin/mysqld" --no-defaults --version >&2 || missing "the unpacked server does not run here"
rm -rf "$apt/cache"
