package org.gridauthz.memberlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one read of a source gave. A failure is a value: the last good list stays in force. */
public sealed interface Listing {
    /**
     * The whole list.
     *
     * @param rows no two with the same key, in the order of the source
     * @param duplicates entries dropped because another one differed at most in case
     * @param badRows entries dropped because they do not parse, few enough to go on
     * @param position from which the source tells what changed; null: it does not
     */
    record Listed(
            List<Row> rows,
            int duplicates,
            int badRows,
            @Nullable String position) implements Listing {
        public Listed {
            rows = List.copyOf(rows);
        }

        /** Of a source that tells its whole list only. */
        public Listed(List<Row> rows, int duplicates, int badRows) {
            this(rows, duplicates, badRows, null);
        }

        /** The same, with the position it was read at. */
        public Listed at(String place) {
            return new Listed(rows, duplicates, badRows, place);
        }
    }

    /**
     * No list.
     *
     * @param detail for the operator; holds no secret and no raw text of the answer
     */
    record NotListed(Fault fault, String detail) implements Listing {}

    /** Why there is no list; {@link #code()} is stable and appears in status, metrics and alarms. */
    enum Fault {
        /** No connection, name not found, TLS refused, connection lost. */
        UNREACHABLE("list.unreachable"),
        /** The answer did not come whole within the deadline. */
        TIMEOUT("list.timeout"),
        /** The server answered with an error: HTTP status, SOAP fault, LDAP result code. */
        REFUSED("list.refused"),
        /** The answer is not what the protocol says. */
        MALFORMED("list.malformed"),
        /** The answer is larger than the limits. */
        TOO_LARGE("list.too-large"),
        /** The server knows no such group or role. */
        UNKNOWN_CONTAINER("list.unknown-container"),
        /** More entries than the tolerated share do not parse. */
        TOO_MANY_BAD_ROWS("list.too-many-bad-rows"),
        /** The source is described wrongly in the policy. */
        MISCONFIGURED("list.misconfigured"),
        /** Our own database or code failed on the way. */
        INTERNAL("list.internal");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        /** The stable code. */
        public String code() {
            return code;
        }
    }
}
