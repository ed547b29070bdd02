package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A site that does as it is told, of which programs may be dead, hang, or not end when they are asked to. */
final class FakeGrounds implements Grounds {
    final List<String> asked = new ArrayList<>();
    final Set<String> dead = new HashSet<>();
    final Set<String> late = new HashSet<>();
    final Set<String> endless = new HashSet<>();

    @Override
    public String virtual() {
        return "127.0.0.1";
    }

    @Override
    public String address(String host) {
        return "127.0.0.1";
    }

    @Override
    public String director() {
        return "one";
    }

    @Override
    public void signal(String signal, String host, String program) {
        asked.add(signal + " " + program + " on " + host);
    }

    @Override
    public boolean stop(String host, String program) throws IOException {
        String what = program + " on " + host;
        if (endless.contains(what)) {
            throw new IOException(what + " does not end");
        }
        dead.add(what);
        return late.contains(what);
    }

    @Override
    public void start(String host, String program, Map<String, String> environment) throws IOException {
        if (!dead.remove(program + " on " + host)) {
            throw new IOException(program + " runs on " + host);
        }
    }

    @Override
    public void cut(String host) {}

    @Override
    public void join(String host) {
        asked.add("join " + host);
    }

    @Override
    public String on(String host, String... command) {
        return "";
    }

    @Override
    public String sql(String host, String statement) {
        return "";
    }

    @Override
    public String lacking() {
        return String.join(", ", dead);
    }
}
