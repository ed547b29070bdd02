package org.gridauthz.loadtest.failover;

/** What a call is, and how its caller goes on when it fails. */
enum Kind {
    /** A decision about somebody known, through the virtual address over a new TLS connection; once more after 1.5 s. */
    READ_NEW("read, new TLS", true),
    /** The same over a connection that is kept. */
    READ_KEPT("read, kept", true),
    /** The same at one instance; at once at the other if that fails. */
    READ_NEXT("read, next endpoint", true),
    /** The first mapping of somebody new, through the virtual address: a pool account is leased; once more after 1.5 s. */
    LEASE("new account", false),
    /** A ban or a lift at the officer's listener of one instance, then of the other, until it is acknowledged. */
    BAN("ban or lift", false);

    private final String words;
    private final boolean read;

    Kind(String words, boolean read) {
        this.words = words;
        this.read = read;
    }

    String words() {
        return words;
    }

    boolean read() {
        return read;
    }

    /** Whether it goes through the virtual address. */
    boolean virtual() {
        return this != READ_NEXT && this != BAN;
    }
}
