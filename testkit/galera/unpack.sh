#!/usr/bin/env bash
# Unpacks MariaDB and the Galera library for the tests into a private folder; nothing is installed on the machine.
#
#   testkit/galera/unpack.sh [FOLDER]       default: $GRIDAUTHZ_GALERA_HOME, else <checkout>/.gridauthz/galera
#
# About 30 MB are fetched and 270 MB written. Does nothing when FOLDER holds a server already.
# Exit: 0 there is a server, 2 something is missing on this machine (named on stderr).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=testkit/lib/debian.sh
. "$here/testkit/lib/debian.sh"

unpack_debian "MariaDB server with Galera" "${1:-${GRIDAUTHZ_GALERA_HOME:-$here/.gridauthz/galera}}" bookworm \
    "mariadb-server-core mariadb-client-core galera-4 rsync" "mariadbd mariadb my_print_defaults rsync" \
    "name a running cluster, its members' URLs apart by spaces: GRIDAUTHZ_TEST_GALERA_URLS='jdbc:mysql://HOST:PORT/?user=USER&password=WORD …'
  (that user must be allowed to create and drop databases)." \
    mariadb-server # for its wsrep_sst_* scripts
