#!/bin/sh
# gridauthz-check ADDRESS PORT: for keepalived's MISC_CHECK with misc_dynamic. 0: fresh, full weight; 3: ready, weight 1; 1: out.
# rendered by `gridauthz deploy render`, edit the topology instead
up() { [ "$(curl -s -o /dev/null -m 1 -w '%{http_code}' "http://$1:$2/health/$3")" = 200 ]; }
if up "$1" "$2" fresh; then exit 0; fi
if up "$1" "$2" readiness; then exit 3; fi
exit 1
