#!/bin/sh
# gridauthz-check ADDRESS PORT: for keepalived's MISC_CHECK with misc_dynamic.
# 0: fresh, full weight; 3: ready, weight 1; 2: it drains, weight 0, connections are kept; 1: out.
# rendered by `gridauthz deploy render`, edit the topology instead
says() { curl -s -o /dev/null -m 1 -w '%{http_code}' "http://$1:$2/health/$3"; }
[ "$(says "$1" "$2" fresh)" = 200 ] && exit 0
case $(says "$1" "$2" readiness) in
200) exit 3 ;;
404) exit 2 ;;
esac
exit 1
