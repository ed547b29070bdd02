# Sourced by the commands of deploy/lab: where the lab is, how to get into it, and what runs on a host of it.
#
# The lab is one process (deploy/lab/lib/lab-init) in namespaces of its own for mounts, network and processes; everything else of it is
# below that process. When it ends, the kernel ends all of them and takes their networks and mounts away: that is what `down` does.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
lab=$root/deploy/lab
state=${GRIDAUTHZ_LAB:-$root/.gridauthz/lab}
# Which sample it is: lab (HAProxy on hosts one and two), or lvs (IPVS on directors of their own, each with a kernel of its own).
layout=${layout:-$(cat "$state/layout" 2>/dev/null || echo lab)}
export rendered=$root/deploy/sample/rendered/$layout
export members="one two witness"
directors="one two"
hosts=$members
if [ "$layout" = lvs ]; then
    directors="lvs1 lvs2"
    hosts="$members $directors"
fi
network=198.18.79
export virtual=$network.100
export clients=32 # addresses of the client, from .200 on: a director keeps a source at one instance

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Whether this process is in the lab already: /run is the lab's own there.
inside() { [ -e /run/gridauthz-lab ]; }

# The lab's first process, as the machine sees it; nothing if there is none. A number alone may have been used again, a start time too is not.
lab_pid() {
    local pid began
    read -r pid began 2>/dev/null <"$state/pid" || return 1
    [ "$(began "$pid")" = "$began" ] && echo "$pid"
}
began() { # PID: when it started, in ticks since the machine did
    local line
    line=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
    # shellcheck disable=SC2086 # words are what is wanted
    set -- ${line##*) }
    echo "${20}"
}

# Goes on in the lab: `enter "$0" "$@"` at the top of a command.
enter() {
    inside && return 0
    local pid
    pid=$(lab_pid) || fail "there is no lab; deploy/lab/up makes one"
    local user=()
    [ "$(id -u)" = 0 ] || user=(--user --preserve-credentials)
    exec nsenter --target "$pid" "${user[@]}" --mount --net --pid --wd="$PWD" "$@"
}

is_director() { # HOST: whether it directs and does nothing else
    [ "$layout" = lvs ] && case " $directors " in *" $1 "*) true ;; *) false ;; esac
}

is_host() {
    case " $hosts " in *" $1 "*) ;; *) fail "no host $1; there are: $hosts" ;; esac
}

# Runs a command on a host: its network, its processes, its /etc and /run.
on() { # HOST COMMAND…
    local pid
    pid=$(cat "/run/gridauthz-lab/$1.pid")
    shift
    nsenter --target "$pid" --mount --net --pid --uts "$@"
}

# Starts a program of a host in the background; it is known by its name from then on. It is forked off, so that the host's first process sees
# its end: nsenter, which would see it otherwise, stops itself when the program is stopped and is not continued with it; a program that was
# paused once would be dead then and still be there.
launch() { # HOST NAME COMMAND…
    local host=$1 name=$2
    shift 2
    on "$host" setsid --fork "$lab/lib/launched" "$name" "$state/hosts/$host/$name.log" "$@" </dev/null >/dev/null 2>&1
}

# Whether a program of a host runs.
runs() { # HOST NAME
    # shellcheck disable=SC2016 # expanded on the host
    on "$1" sh -c 'pid=$(cat "/run/lab/$1.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null' sh "$2"
}

programs() { # HOST: what runs there
    case $1 in
    witness) echo mysqld ;;
    lvs*) echo director ;;
    *) if [ "$layout" = lvs ]; then echo mysqld gums saz voms; else echo mysqld gums saz voms haproxy keepalived; fi ;;
    esac
}

mysql_on() { # HOST: the client, as the server's administrator, SQL on standard input
    on "$1" "$GRIDAUTHZ_MYSQL_HOME/bin/mysql" --no-defaults -uroot -S /run/lab/mysqld.sock -NB
}

# Tries a command until it does well; the seconds are those of a machine that is busy with other things.
until_well() { # SECONDS WHAT COMMAND…
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "$what: not within its time; logs are in $state/hosts"
        sleep 0.2
    done
}

# The command line of a program, as the host's own files have it.
begin() { # HOST NAME [MORE…]
    local host=$1 name=$2 line java=()
    shift 2
    # shellcheck source=/dev/null
    . "$state/settings"
    # shellcheck disable=SC2154 # these are the settings
    case $name in
    mysqld)
        launch "$host" mysqld "$GRIDAUTHZ_MYSQL_HOME/bin/mysqld" --defaults-file=/etc/mysql/my.cnf "$@"
        ;;
    haproxy)
        # Two files a connection: a machine that allows fewer than the site's has a smaller director.
        local files=()
        [ "$(ulimit -Hn)" = unlimited ] || [ "$(ulimit -Hn)" -ge 121000 ] || files=(-n $((($(ulimit -Hn) - 500) / 2)))
        launch "$host" haproxy haproxy -db "${files[@]}" -f /etc/haproxy/haproxy.cfg
        ;;
    keepalived)
        launch "$host" keepalived keepalived --dont-fork --log-console --log-detail -f /etc/keepalived/keepalived.conf
        ;;
    director)
        launch "$host" director "$lab/lib/director" "$host" "$(address "$host")"
        ;;
    gums | saz | voms)
        # The unit's own command line, with this checkout's JDK, options and program in their places. Start-up caches are made for another
        # collector than the services' own.
        line=$(sed -n "s#^ExecStart=[^ ]*/java @[^ ]*/service.options [\$]JAVA_OPTIONS -jar [^ ]* \(.*\)#\1#p" "$rendered/$host/systemd/gridauthz-$name.service")
        [ -n "$line" ] || fail "the unit of $name has another command line than this script knows"
        # shellcheck disable=SC2206 # words are what is wanted
        java=("$JAVA_HOME/bin/java" "@$root/packages/src/files/service.options" -XX:-UseZGC -XX:-UseCompactObjectHeaders $java_options)
        if [ -n "$class_path" ]; then
            java+=(-cp "$(service_path "$name")" "org.gridauthz.$name.$(service_class "$name")")
        else
            [ ! -r "$apps/.gridauthz/$name.aot" ] || java+=("-XX:AOTCache=$apps/.gridauthz/$name.aot" -Xlog:disable -Xlog:all=off)
            java+=(-jar "$apps/$name-service/target/app/$name-service.jar")
        fi
        # shellcheck disable=SC2206
        java+=($line)
        mkdir -p "$state/hosts/$host/$name"
        chmod 700 "$state/hosts/$host/$name"
        launch "$host" "$name" env "STATE_DIRECTORY=$state/hosts/$host/$name" "LOGS_DIRECTORY=$state/hosts/$host" \
            "GRIDAUTHZ_DATABASE_PASSWORD=$database_password" "${java[@]}"
        ;;
    *) fail "no program $name" ;;
    esac
}

# Each service's settings lie in the same place of its jar, so only one of them may be on the path; JPA is in GUMS' program only.
service_path() { # NAME
    printf '%s' "$class_path" | tr : '\n' |
        awk -v own="$1-service" '($0 ~ own || $0 !~ /-service/) && (own == "gums-service" || $0 !~ /jpa|hibernate-(core|jcache|models)|spring-boot-hibernate/)' | paste -sd:
}
service_class() {
    case $1 in gums) echo GumsService ;; saz) echo SazService ;; voms) echo VomsService ;; esac
}

ready() { # HOST SERVICE: on the port its director asks
    local port
    case $2 in gums) port=9443 ;; saz) port=9444 ;; voms) port=9445 ;; esac
    on "$1" curl -sf -m 2 -o /dev/null "http://$(address "$1"):$port/health/${3:-fresh}"
}
address() {
    case $1 in one) echo $network.11 ;; two) echo $network.12 ;; witness) echo $network.13 ;; lvs1) echo $network.21 ;; lvs2) echo $network.22 ;; esac
}

# Runs a command in a director's own kernel; its output, and its exit code. A line on the kernel's console names the command's file.
within() { # HOST COMMAND…
    local channel=$state/hosts/$1/channel host=$1 request end=$((SECONDS + 60)) said=0
    shift
    runs "$host" director || fail "$host has no kernel that runs"
    request=$(mktemp "$channel/XXXXXX")
    printf '%q ' "$@" >"$request"
    echo "${request##*/}" >"$channel/console"
    until [ -e "$request.exit" ]; do
        runs "$host" director || fail "$host ended"
        [ "$SECONDS" -lt "$end" ] || fail "$host does not answer"
        sleep 0.05
        # Its console now and then sleeps over a line until the next one comes.
        said=$((said + 1))
        [ $((said % 20)) != 0 ] || echo >"$channel/console"
    done
    set -- "$request" "$(cat "$request.exit")"
    cat "$request.out"
    rm -f "$1" "$1.out" "$1.exit"
    return "$2"
}

has_virtual() { # DIRECTOR
    if is_director "$1"; then
        runs "$1" director && [ -n "$(within "$1" ip -4 address show to "$virtual")" ]
    else
        [ -n "$(ip -n "$1" -4 addr show to "$virtual" 2>/dev/null)" ]
    fi
}

# How many instances a director is to forward to, each port for itself; to how many it does, at full weight; whether these are all.
instances() { # DIRECTOR
    grep -c real_server "$rendered/$1/keepalived.conf"
}
forwards() { # DIRECTOR
    # shellcheck disable=SC2016 # awk's
    within "$1" awk '$1 == "->" && $4 + 0 >= 100 {n++} END {print n + 0}' /proc/net/ip_vs
}
forwards_to_all() { # DIRECTOR
    [ "$(forwards "$1")" = "$(instances "$1")" ]
}
