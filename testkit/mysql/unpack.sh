#!/usr/bin/env bash
# Unpacks a MySQL server for the tests into a private folder; nothing is installed on the machine.
#
#   testkit/mysql/unpack.sh [FOLDER]        default: $GRIDAUTHZ_MYSQL_HOME, else <checkout>/.gridauthz/mysql
#
# Oracle's MySQL is packaged in Debian sid only; the packages bring their own libc, so the server runs on older releases.
# About 71 MB are fetched and 430 MB written. Does nothing when FOLDER holds a server already.
# Exit: 0 there is a server, 2 something is missing on this machine (named on stderr).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=testkit/lib/debian.sh
. "$here/testkit/lib/debian.sh"

unpack_debian "MySQL server" "${1:-${GRIDAUTHZ_MYSQL_HOME:-$here/.gridauthz/mysql}}" sid \
    "mysql-server-core mysql-client-core" "mysqld mysql mysqladmin mysqldump" \
    "name a running one: GRIDAUTHZ_TEST_MYSQL_URL='jdbc:mysql://HOST:PORT/?user=USER&password=WORD'
  (that user must be allowed to create and drop databases)."
