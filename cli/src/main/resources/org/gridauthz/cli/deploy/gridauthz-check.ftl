#!/bin/bash
# gridauthz-check ADDRESS PORT: for keepalived's MISC_CHECK with misc_dynamic.
# 0: fresh, full weight; 3: ready, weight 1; 2: it drains, weight 0, connections are kept; 1: out.
# Every instance is asked every second for each of its ports: one process an answer, and no program started for it.
# rendered by `gridauthz deploy render`, edit the topology instead
says() {
    { printf 'GET /health/%s HTTP/1.0\r\nHost: %s\r\n\r\n' "$3" "$1" >&4 && read -r -t 1 _ status _ <&4; } 4<>"/dev/tcp/$1/$2"
}
trap '' PIPE
{
    says "$1" "$2" fresh && [ "$status" = 200 ] && exit 0
    says "$1" "$2" readiness || exit 1
} 2>/dev/null
case $status in
200) exit 3 ;;
404) exit 2 ;;
esac
exit 1
