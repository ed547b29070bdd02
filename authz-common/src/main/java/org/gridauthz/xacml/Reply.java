package org.gridauthz.xacml;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a query.
 *
 * @param id the decision's, of which the ids of the answer are made
 * @param inResponseTo the query's ID, echoed
 * @param at when, told to the second
 * @param issuer who answers, a URI
 * @param message for people
 * @param obligations only such as the client announced; none for no {@code Obligations} element
 */
public record Reply(
        String id,
        @Nullable String inResponseTo,
        Instant at,
        String issuer,
        Decision decision,
        String message,
        List<Obligation> obligations) {
    public Reply {
        obligations = List.copyOf(obligations);
    }

    /**
     * The decision. A failure of ours is none of these but a {@linkplain SoapFault fault}: a client takes a Deny as final,
     * and asks another server after a fault.
     */
    public enum Decision {
        PERMIT("Permit", "ok"),
        DENY("Deny", "ok"),
        /** There is an answer, and this client cannot carry it out. */
        INDETERMINATE("Indeterminate", "processing-error");

        private final String text;
        private final String status;

        Decision(String text, String status) {
            this.text = text;
            this.status = "urn:oasis:names:tc:xacml:1.0:status:" + status;
        }

        String text() {
            return text;
        }

        String status() {
            return status;
        }
    }
}
