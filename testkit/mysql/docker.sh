#!/usr/bin/env bash
# A Docker engine of the tests' own and a MySQL image in it made of unpack.sh's folder: no registry is asked.
#
#   testkit/mysql/docker.sh up FOLDER       starts dockerd over FOLDER, unless one answers at unix://FOLDER/docker.sock
#   testkit/mysql/docker.sh image FOLDER    makes the image gridauthz-test/mysql:9 there, unless it is there
#   testkit/mysql/docker.sh down FOLDER     stops it with all that it runs and removes FOLDER
#
# Needs docker.io and busybox-static of Debian, and root. The bridge has a benchmark address (RFC 2544) and no rule of the firewall is touched.
# Exit: 0 done, 2 something is missing here (named on stderr).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
verb=${1:?up, image or down} folder=${2:?a folder}
export DOCKER_HOST=unix://$folder/docker.sock
image=gridauthz-test/mysql:9
client=/usr/bin/docker

missing() {
    echo "testkit/mysql/docker.sh: $1" >&2
    exit 2
}

[ -x /usr/sbin/dockerd ] || missing "install docker.io"
[ -x "$client" ] || missing "install docker.io"
[ "$(id -u)" = 0 ] || missing "dockerd wants root"

up() {
    ! "$client" info >/dev/null 2>&1 || return 0
    mkdir -p "$folder"
    rm -f "$folder/pid"
    setsid /usr/sbin/dockerd --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" -H "$DOCKER_HOST" \
        --bip 198.18.200.1/24 --default-address-pool base=198.19.0.0/16,size=24 --iptables=false --ip6tables=false --ip-forward=false \
        >"$folder/dockerd.log" 2>&1 </dev/null &
    for _ in $(seq 150); do
        ! "$client" info >/dev/null 2>&1 || return 0
        sleep 0.2
    done
    tail -5 "$folder/dockerd.log" >&2
    missing "dockerd does not come up here"
}

# The part of the official image's contract that Testcontainers and deploy/compose use.
entrypoint() {
    cat <<'I'
#!/bin/sh
set -e
[ "$1" != mysqld ] || shift
[ -z "$MYSQL_PASSWORD_FILE" ] || MYSQL_PASSWORD=$(cat "$MYSQL_PASSWORD_FILE")
mkdir -p /var/lib/mysql /var/run/mysqld /etc/mysql/conf.d
chown -R mysql:mysql /var/lib/mysql /var/run/mysqld
printf '[mysqld]\nmysqlx=OFF\nsecure-file-priv=NULL\nsocket=/var/run/mysqld/mysqld.sock\n!includedir /etc/mysql/conf.d\n' > /etc/my.cnf
cat > /tmp/init.sql <<S
SET SESSION collation_server = @@GLOBAL.collation_server;
ALTER USER root@localhost IDENTIFIED BY '${MYSQL_ROOT_PASSWORD}';
CREATE USER root@'%' IDENTIFIED BY '${MYSQL_ROOT_PASSWORD}';
GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;
CREATE DATABASE \`${MYSQL_DATABASE:-test}\`;
S
if [ -n "$MYSQL_USER" ] && [ "$MYSQL_USER" != root ]; then
    echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$MYSQL_PASSWORD'; GRANT ALL ON \`${MYSQL_DATABASE:-test}\`.* TO '$MYSQL_USER'@'%';" >> /tmp/init.sql
fi
chown mysql /tmp/init.sql
mysqld --defaults-file=/etc/my.cnf --initialize-insecure --user=mysql --datadir=/var/lib/mysql
exec mysqld --defaults-file=/etc/my.cnf --user=mysql --datadir=/var/lib/mysql --init-file=/tmp/init.sql "$@"
I
}

image() {
    ! "$client" image inspect "$image" >/dev/null 2>&1 || return 0
    busybox=$(command -v busybox) || missing "install busybox-static"
    home=${GRIDAUTHZ_MYSQL_HOME:-$here/.gridauthz/mysql}
    "$here/testkit/mysql/unpack.sh" "$home"
    root=$(mktemp -d "$folder/image.XXXX")
    cp -a "$home/root/." "$root/"
    mkdir -p "$root"/{tmp,etc,var/lib,run,proc,sys,dev,usr/bin,usr/local/bin}
    chmod 1777 "$root/tmp"
    ln -sfn ../run "$root/var/run"
    for usr in bin sbin lib lib64; do
        [ -e "$root/$usr" ] || [ ! -e "$root/usr/$usr" ] || ln -s "usr/$usr" "$root/$usr"
    done
    cp "$busybox" "$root/usr/bin/busybox"
    for program in sh chown mkdir cat printf echo ls id; do
        ln -sf busybox "$root/usr/bin/$program"
    done
    printf 'root:x:0:0::/root:/bin/sh\nmysql:x:999:999::/var/lib/mysql:/bin/false\n' >"$root/etc/passwd"
    printf 'root:x:0:\nmysql:x:999:\n' >"$root/etc/group"
    entrypoint >"$root/usr/local/bin/entrypoint.sh"
    chmod +x "$root/usr/local/bin/entrypoint.sh"
    tar -C "$root" -c . | "$client" import --change 'ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]' --change 'EXPOSE 3306' \
        --change 'CMD ["mysqld"]' - "$image" >/dev/null
    rm -rf "$root"
}

down() {
    "$client" ps -q 2>/dev/null | xargs -r "$client" rm -f >/dev/null || true
    if [ -f "$folder/pid" ]; then
        pid=$(cat "$folder/pid")
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
    fi
    ip link del docker0 2>/dev/null || true
    rm -rf "$folder"
}

case "$verb" in
up) up ;;
image) image ;;
down) down ;;
*) missing "up, image or down" ;;
esac
