package org.gridauthz.community;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gridauthz.identity.SlashDn;

/**
 * Says to which community somebody belongs. What is proved goes before what is merely seen: the caller's DN, then the host
 * names in it, then the source address, then the listener. Within one kind the first community in the file counts.
 *
 * <p>A DN without a star is found by one look-up; patterns are tried in turn, once a connection.
 */
public final class Classifier {
    private final Communities communities;
    private final Map<String, Community> byDn = new HashMap<>();
    private final Map<String, Community> byListener = new HashMap<>();
    private final List<Rule<String>> patterns = new ArrayList<>();
    private final List<Rule<String>> hosts = new ArrayList<>();
    private final List<Rule<java.net.InetAddress>> networks = new ArrayList<>();

    private record Rule<T>(Predicate<T> takes, Community community) {}

    public Classifier(Communities communities) {
        this.communities = communities;
        for (Community one : communities.all()) {
            one.rules().callers().forEach(pattern -> {
                if (pattern.pattern().indexOf('*') < 0) {
                    byDn.putIfAbsent(pattern.pattern(), one);
                } else {
                    patterns.add(new Rule<>(pattern::matches, one));
                }
            });
            one.rules().hosts().forEach(pattern -> hosts.add(new Rule<>(pattern::matches, one)));
            one.rules().networks().forEach(network -> networks.add(new Rule<>(network::contains, one)));
            one.rules().listeners().forEach(name -> byListener.putIfAbsent(name, one));
            Community.Listener own = one.listener();
            if (own != null) {
                byListener.putIfAbsent(own.name(), one);
            }
        }
    }

    /** What is configured. */
    public Communities communities() {
        return communities;
    }

    /** The community of somebody. */
    public Community of(Peer peer) {
        SlashDn dn = peer.dn();
        if (dn != null) {
            Community known = byDn.get(dn.text());
            if (known == null) {
                known = first(patterns, dn.text());
            }
            if (known == null && !hosts.isEmpty()) {
                known = ofHost(dn.text());
            }
            if (known != null) {
                return known;
            }
        }
        java.net.InetAddress address = peer.address();
        Community seen = address == null ? null : first(networks, address);
        return seen != null ? seen : byListener.getOrDefault(peer.listener(), communities.fallback());
    }

    /** The common names of a DN in slash form: {@code CN=host/ce1.example.org} is one, its slash begins no new part. */
    private @org.jspecify.annotations.Nullable Community ofHost(String dn) {
        for (int at = dn.indexOf("/CN="); at >= 0; at = dn.indexOf("/CN=", at + 1)) {
            int end = dn.indexOf('=', at + 4);
            int stop = end < 0 ? dn.length() : dn.lastIndexOf('/', end);
            String name = dn.substring(at + 4, stop <= at ? dn.length() : stop);
            Community known = first(hosts, name.substring(name.indexOf('/') + 1));
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private static <T> @org.jspecify.annotations.Nullable Community first(List<Rule<T>> rules, T what) {
        for (Rule<T> rule : rules) {
            if (rule.takes().test(what)) {
                return rule.community();
            }
        }
        return null;
    }
}
