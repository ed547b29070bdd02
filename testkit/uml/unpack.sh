#!/usr/bin/env bash
# Unpacks user-mode-linux, a kernel that runs as a program, into a private folder; nothing is installed on the machine.
#
#   testkit/uml/unpack.sh [FOLDER]          default: $GRIDAUTHZ_UML_HOME, else <checkout>/.gridauthz/uml
#
# The lab's directors run it where the machine's own kernel has no ip_vs. About 41 MB are fetched and 170 MB written. Does nothing when FOLDER
# holds it already. It takes the machine's own libc: Debian 12 or newer.
# Exit: 0 it is there, 2 something is missing on this machine (named on stderr).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=testkit/lib/debian.sh
. "$here/testkit/lib/debian.sh"

folder=${1:-${GRIDAUTHZ_UML_HOME:-$here/.gridauthz/uml}}
unpack_debian "user-mode-linux" "$folder" bookworm "" linux.uml "use deploy/lab/up without --lvs: HAProxy needs no kernel of its own" user-mode-linux

# modprobe -d looks for the modules where an ordinary kernel has them.
mkdir -p "$folder/root/lib"
ln -sfn ../usr/lib/uml/modules "$folder/root/lib/modules"
