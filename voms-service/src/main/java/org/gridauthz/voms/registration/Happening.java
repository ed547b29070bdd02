package org.gridauthz.voms.registration;

/** What happens to an application. */
public sealed interface Happening {
    /**
     * The applicant confirms her address.
     *
     * @param codeHash SHA-256 of the code she gives, hexadecimal
     */
    record Confirmed(String codeHash) implements Happening {}

    /** A representative of the institution decides. */
    record RepresentativeDecided(boolean approves, String explanation) implements Happening {}

    /** A manager decides; before the representative did, she decides in his place. */
    record ManagerDecided(boolean approves, String explanation) implements Happening {}

    /** The applicant takes it back. */
    record Withdrawn() implements Happening {}

    /** Time went by. */
    record Waited() implements Happening {}
}
