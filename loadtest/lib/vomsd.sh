# Sourced by loadtest/attributes: Debian's vomsd with its database, for a while, in a network namespace of its own (it binds every
# address), and what a client of it needs. Packages: voms-server voms-mysql-plugin mariadb-server iproute2 openssl; root.
# shellcheck shell=bash
# Where the packages are unpacked elsewhere, VOMSD_ROOT names the place.

# shellcheck disable=SC2034 # read by who sources this
vomsd_space=gridauthz-vomsd

vomsd_needed() { # PROGRAM…
    local program
    for program in "$@"; do
        [ -e "$program" ] || command -v "$program" >/dev/null || {
            echo "$program is missing; install: apt-get install voms-server voms-mysql-plugin mariadb-server iproute2 openssl" >&2
            exit 2
        }
    done
    [ "$(id -u)" = 0 ] || { echo "a network namespace needs root" >&2; exit 2; }
}

vomsd_certificate() { # FOLDER NAME SUBJECT USAGE
    openssl req -new -newkey rsa:2048 -nodes -subj "$3" -keyout "$1/$2.key" -out "$1/$2.csr" 2>/dev/null
    printf 'basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' >"$1/$2.ext"
    printf 'keyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=%s\n' "$4" >>"$1/$2.ext"
    openssl x509 -req -sha256 -days 2 -in "$1/$2.csr" -CA "$1/ca.pem" -CAkey "$1/ca.key" -CAcreateserial \
        -extfile "$1/$2.ext" -out "$1/$2.pem" 2>/dev/null
    chmod 600 "$1/$2.key"
}

vomsd_anchors() { # FOLDER
    local hash
    mkdir -p "$1/certificates"
    for hash in $(openssl x509 -in "$1/ca.pem" -noout -subject_hash) $(openssl x509 -in "$1/ca.pem" -noout -subject_hash_old); do
        cp "$1/ca.pem" "$1/certificates/$hash.0"
        printf "access_id_CA X509 '/C=US/O=Peer/CN=Peer CA'\npos_rights globus CA:sign\ncond_subjects globus '\"/C=US/O=Peer/*\"'\n" \
            >"$1/certificates/$hash.signing_policy"
    done
}

vomsd_tables() { # the columns that the plugin reads, with one member in four groups
    cat <<'SQL'
CREATE TABLE version (version INT NOT NULL);
CREATE TABLE ca (cid SMALLINT PRIMARY KEY, subject_string VARCHAR(255) NOT NULL UNIQUE);
CREATE TABLE usr (userid BIGINT PRIMARY KEY, dn VARCHAR(255), suspended TINYINT(1) NOT NULL DEFAULT 0);
CREATE TABLE certificate (id BIGINT PRIMARY KEY, usr_id BIGINT NOT NULL, ca_id SMALLINT NOT NULL,
  subject_string VARCHAR(255) NOT NULL, suspended TINYINT(1) NOT NULL DEFAULT 0, suspended_reason VARCHAR(255),
  UNIQUE (ca_id, subject_string));
CREATE TABLE `groups` (gid BIGINT PRIMARY KEY, dn VARCHAR(255) NOT NULL UNIQUE, parent BIGINT);
CREATE TABLE roles (rid BIGINT PRIMARY KEY, role VARCHAR(255) NOT NULL UNIQUE);
CREATE TABLE m (mapping_id BIGINT PRIMARY KEY, userid BIGINT NOT NULL, gid BIGINT NOT NULL, rid BIGINT, KEY (userid));
CREATE TABLE attributes (a_id BIGINT PRIMARY KEY, a_name VARCHAR(255) NOT NULL UNIQUE);
CREATE TABLE usr_attrs (a_id BIGINT, u_id BIGINT, a_value VARCHAR(255), PRIMARY KEY (a_id, u_id));
CREATE TABLE group_attrs (a_id BIGINT, g_id BIGINT, a_value VARCHAR(255), PRIMARY KEY (a_id, g_id));
CREATE TABLE role_attrs (a_id BIGINT, g_id BIGINT, r_id BIGINT, a_value VARCHAR(255), PRIMARY KEY (a_id, g_id, r_id));
INSERT INTO version VALUES (3);
INSERT INTO ca VALUES (1, '/C=US/O=Peer/CN=Peer CA');
INSERT INTO usr VALUES (1, '/C=US/O=Peer/CN=Alice', 0);
INSERT INTO certificate VALUES (1, 1, 1, '/C=US/O=Peer/CN=Alice', 0, NULL);
INSERT INTO `groups` VALUES (1, '/peer.vo', 1), (2, '/peer.vo/a', 1), (3, '/peer.vo/b', 1), (4, '/peer.vo/a/c', 2);
INSERT INTO roles VALUES (1, 'pilot');
INSERT INTO m VALUES (1, 1, 1, NULL), (2, 1, 2, NULL), (3, 1, 3, NULL), (4, 1, 4, NULL), (5, 1, 2, 1);
SQL
}

vomsd_up() { # FOLDER PORT: starts both; sets vomsd_pids
    local folder=$1 root=${VOMSD_ROOT:-} sock=$1/mariadb.sock i
    export LD_LIBRARY_PATH=${root:+$root/usr/lib/x86_64-linux-gnu:}${LD_LIBRARY_PATH:-}
    vomsd_needed "$root/usr/sbin/voms" "$root/usr/sbin/mariadbd" "$root/usr/bin/mariadb" "$root/usr/bin/mariadb-install-db" ip openssl
    openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 3 -subj '/C=US/O=Peer/CN=Peer CA' -keyout "$folder/ca.key" \
        -out "$folder/ca.pem" -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
    vomsd_anchors "$folder"
    vomsd_certificate "$folder" host /C=US/O=Peer/CN=localhost serverAuth,clientAuth
    vomsd_certificate "$folder" alice /C=US/O=Peer/CN=Alice clientAuth
    local base=() language=()
    if [ -n "$root" ]; then
        base=(--basedir="$root/usr")
        language=(--lc-messages-dir="$root/usr/share/mysql" --plugin-dir="$root/usr/lib/mysql/plugin")
    fi
    "$root/usr/bin/mariadb-install-db" --no-defaults "${base[@]}" --user=root --datadir="$folder/mariadb" \
        --auth-root-authentication-method=socket --skip-test-db >"$folder/install-db.log" 2>&1
    "$root/usr/sbin/mariadbd" --no-defaults "${base[@]}" "${language[@]}" --user=root --datadir="$folder/mariadb" --socket="$sock" \
        --pid-file="$folder/mariadb.pid" --skip-networking --innodb-buffer-pool-size=32M --performance-schema=OFF \
        >"$folder/mariadb.log" 2>&1 </dev/null &
    vomsd_pids=("$!")
    local sql=("$root/usr/bin/mariadb" --no-defaults --socket="$sock" -uroot)
    for ((i = 0; i < 120; i++)); do "${sql[@]}" -e 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.5; done
    "${sql[@]}" -e "CREATE DATABASE peer; CREATE USER 'voms'@'localhost' IDENTIFIED BY 'peer'; GRANT SELECT ON peer.* TO 'voms'@'localhost'"
    vomsd_tables | "${sql[@]}" peer
    printf 'peer\n' >"$folder/word"
    chmod 640 "$folder/word" # it insists on exactly this
    printf -- '--%s\n' vo=peer.vo dbname=peer contactstring=localhost "mysql-socket=$sock" username=voms "passfile=$folder/word" \
        "sqlloc=$root/usr/lib/voms/libvomsmysql.so" "port=$2" "uri=localhost:$2" backlog=128 max-reqs=50 timeout=86400 socktimeout=15 \
        loglevel=4 logtype=7 "logfile=$folder/voms.log" "x509_cert_dir=$folder/certificates" "x509_user_cert=$folder/host.pem" \
        "x509_user_key=$folder/host.key" >"$folder/voms.conf"
    "$root/usr/sbin/voms" --conf "$folder/voms.conf" --debug >"$folder/voms.out" 2>&1 </dev/null &
    vomsd_pids+=("$!")
    for ((i = 0; i < 80; i++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null && return
        sleep 0.25
    done
    echo "vomsd did not come up; see $folder" >&2
    exit 2
}
