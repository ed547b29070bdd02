package org.gridauthz.voms.attribute;

import org.jspecify.annotations.Nullable;

/**
 * Why there is no attribute certificate. The words are part of the protocol: clients newer than April 2024 look for
 * "User unknown to this VO" and "suspended" in them (voms.md §3.3).
 *
 * @param message shown to the user as it is; may have two lines
 */
public record Refusal(Cause cause, String message) {
    /** The reasons, with what each protocol calls them. */
    public enum Cause {
        NOT_A_MEMBER(403, "NoSuchUser", 1001),
        SUSPENDED(403, "SuspendedUser", 1004),
        AUP_UNSIGNED(403, "SuspendedUser", 1004),
        /** Something was asked for that she does not hold. */
        NOT_HELD(400, "BadRequest", 1001),
        UNINTELLIGIBLE(400, "BadRequest", 1005),
        /** No such page on this port. */
        NOT_FOUND(404, "BadRequest", 1005),
        METHOD(405, "BadRequest", 1005),
        /** Her proxy was given none of what she asks for. */
        NOTHING_LEFT(500, "InternalError", 1002),
        DATABASE(500, "InternalError", 1003),
        /** Her community asks for more than its share. */
        OVERLOADED(500, "InternalError", 1006),
        INTERNAL(500, "InternalError", 1006);

        private final int status;
        private final String code;
        private final int number;

        Cause(int status, String code, int number) {
            this.status = status;
            this.code = code;
            this.number = number;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The code of the REST error document. */
        public String code() {
            return code;
        }

        /** The number of the XML protocol. */
        public int number() {
            return number;
        }

        /** Whether another server, or a later try, may answer otherwise. */
        public boolean ours() {
            return this == DATABASE || this == OVERLOADED || this == INTERNAL;
        }
    }

    /** The request makes no sense, for this reason. */
    public static Refusal unintelligible(String vo, String why) {
        return new Refusal(Cause.UNINTELLIGIBLE, vo + ": The request cannot be understood: " + why + ".");
    }

    /** There is no time for her now. */
    public static Refusal overloaded(String vo) {
        return new Refusal(
                Cause.OVERLOADED, vo + ": Too many ask at this moment. Try again in a second, or another server.");
    }

    static Refusal notAMember(String vo) {
        return new Refusal(Cause.NOT_A_MEMBER, vo + ": User unknown to this VO.");
    }

    static Refusal suspended(String reason) {
        return new Refusal(Cause.SUSPENDED, suspendedBecause(reason));
    }

    static Refusal aupUnsigned(String vo, @Nullable String where) {
        String reason = "the usage policy (AUP) of " + vo + " is not signed, or must be signed again";
        return new Refusal(Cause.AUP_UNSIGNED, suspendedBecause(where == null ? reason : reason + ": " + where));
    }

    static Refusal notHeld(String vo, String command) {
        return new Refusal(Cause.NOT_HELD, vo + ": Unable to satisfy " + command + " request!");
    }

    static Refusal nothingLeft(String vo) {
        return new Refusal(
                Cause.NOTHING_LEFT,
                vo + " : your certificate already contains attributes, and none of those requested is among them.");
    }

    static Refusal database(String vo) {
        return new Refusal(
                Cause.DATABASE, vo + ": The members cannot be looked up now. Try again later, or another server.");
    }

    /** Something of ours failed. */
    public static Refusal internal(String vo) {
        return new Refusal(
                Cause.INTERNAL, vo + ": Attributes cannot be issued now. Try again later, or another server.");
    }

    private static String suspendedBecause(String reason) {
        return "User is currently suspended!\nSuspension reason: " + reason;
    }
}
