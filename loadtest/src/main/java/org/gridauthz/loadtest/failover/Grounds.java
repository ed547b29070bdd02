package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What faults are done to: hosts with programs, cables between them, and an address that moves. */
interface Grounds {
    /** Hosts with a director, instances and a database member. */
    List<String> SERVING = List.of("one", "two");

    /** Hosts with a database member. */
    List<String> MEMBERS = List.of("one", "two", "witness");

    /** What runs on a host. */
    static List<String> programs(String host) {
        return SERVING.contains(host)
                ? List.of("mysqld", "gums", "saz", "voms", "haproxy", "keepalived")
                : List.of("mysqld");
    }

    /** What callers connect to, wherever it is. */
    String virtual();

    /** The host's own address. */
    String address(String host);

    /** Which host has the virtual address; empty while none has. */
    String director() throws IOException;

    /** Sends a signal to a program and to what it started. */
    void signal(String signal, String host, String program) throws IOException;

    /** Ends a program as its unit would, and returns when it is gone: whether it had to be killed after the unit's {@code TimeoutStopSec}. */
    boolean stop(String host, String program) throws IOException;

    /** Starts a program that does not run; does not wait for it. */
    void start(String host, String program, Map<String, String> environment) throws IOException;

    /** Pulls the host's cable. */
    void cut(String host) throws IOException;

    /** Puts it back. */
    void join(String host) throws IOException;

    /** Runs a command on a host and returns what it prints. */
    String on(String host, String... command) throws IOException;

    /** Asks a host's database member as its administrator; rows are lines, columns apart by tabs. */
    String sql(String host, String statement) throws IOException;

    /** Why it is not whole; empty when every program runs and works, every cable is in, and all members are together. */
    String lacking() throws IOException;
}
