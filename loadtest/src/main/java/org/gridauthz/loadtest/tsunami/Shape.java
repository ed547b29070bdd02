package org.gridauthz.loadtest.tsunami;

/** What the storm is made of (DESIGN §5). */
enum Shape {
    /** Calls on kept connections. */
    KEPT("kept calls"),
    /** New connections with a full handshake and one call. */
    NEW("new connections"),
    /** A ClientHello, then silence. */
    HALF_OPEN("half-open handshakes"),
    /** Calls about proxies never seen, each a chain to check. */
    UNKNOWN("unknown proxies"),
    /** Calls that need the database, which is 100 ms slow for them. */
    SLOW_DATABASE("slow database");

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** What is stormed: only mappings need the database to decide. */
    String service() {
        return this == SLOW_DATABASE ? "gums" : "saz";
    }
}
