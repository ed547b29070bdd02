package org.gridauthz.cli.site;

/** The three, with what their admin listeners are by default. */
public enum Service {
    /** Accounts. */
    GUMS(8543),
    /** Site decisions and bans. */
    SAZ(8544),
    /** Membership. */
    VOMS(8545);

    private final int port;

    Service(int port) {
        this.port = port;
    }

    /** The environment's variable with its addresses. */
    String variable() {
        return name() + "_ADMIN_URL";
    }

    /** Where it is when nothing is said. */
    String usual() {
        return "https://localhost:" + port;
    }
}
