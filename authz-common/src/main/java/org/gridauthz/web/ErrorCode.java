package org.gridauthz.web;

/**
 * Every error an HTTP caller can be told, with its status. The names are stable: scripts match on them. The one place
 * from code to status.
 */
public enum ErrorCode {
    // The request cannot be read.
    BODY_TOO_LARGE(413, "The request body is larger than this operation takes"),
    JSON_MALFORMED(400, "The body is not well-formed JSON in UTF-8, or is nested too deeply"),
    FIELD_UNKNOWN(400, "The body holds a field this operation does not know"),
    FIELD_MISSING(400, "A required field is missing"),
    FIELD_REPEATED(400, "A field is given twice"),
    FIELD_INVALID(400, "A field has the wrong type or an impossible value"),
    SUBJECTS_TOO_MANY(400, "More subjects than one call may carry"),
    DN_MALFORMED(400, "A distinguished name does not parse"),
    FQAN_MALFORMED(400, "An FQAN does not parse"),
    TOKEN_SUBJECT_MALFORMED(400, "The claims of a token do not parse"),
    HOST_MALFORMED(400, "The host is neither a host name nor a DN"),
    CHAIN_MALFORMED(400, "The certificate chain is empty or does not parse"),
    CHAIN_TOO_LONG(400, "The certificate chain has more certificates than are taken"),
    PARAMETER_INVALID(400, "A query parameter is missing or has an impossible value"),
    EPOCH_MALFORMED(400, "The epoch presented is not one of ours"),
    BAN_MALFORMED(400, "A ban names nothing that could be banned"),
    BAN_PATTERN(400, "Bans are literal; this looks like a pattern that would hit everybody"),
    POLICY_INVALID(400, "The policy document has mistakes"),
    MEDIA_TYPE_UNSUPPORTED(415, "The body has a media type this operation does not take"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be produced"),

    // The caller.
    CALLER_UNKNOWN(401, "No client certificate was presented"),
    CALLER_REFUSED(403, "The client certificate is no longer accepted"),
    RIGHT_MISSING(403, "The caller does not hold the right this operation needs"),

    // What was asked for.
    NOT_FOUND(404, "There is no such resource"),
    DECISION_NOT_KEPT(404, "This instance keeps no line of such a decision"),
    METHOD_NOT_ALLOWED(405, "The resource does not take this method"),
    ALREADY_EXISTS(409, "There is one already"),
    BAN_CONTRADICTS(409, "The target is banned already, with another end"),
    NOT_IN_FORCE(409, "That turn of the ban is not in force: lifted, over, or replaced by a later one"),
    SECOND_OFFICER_NEEDED(409, "Another officer has to confirm this"),
    CONFLICT(409, "The resource has changed in the meantime"),
    POSITION_UNKNOWN(410, "What changed since that position is not known any more; read the whole list"),
    CONFIRMATION_REQUIRED(409, "This has far-reaching effects and must be confirmed explicitly"),
    LAST_ADMIN(409, "The last admin cannot be removed"),

    // Us. Never a Deny.
    OVERLOADED(503, "This community is over its limit; try again, or another server"),
    STORAGE_UNAVAILABLE(503, "The database cannot be written now; nothing was changed"),
    NOT_READY(503, "This instance cannot answer honestly yet"),
    EPOCH_AHEAD(503, "This instance has not seen the epoch presented"),
    KNOWLEDGE_TOO_OLD(503, "This instance has heard of no change for longer than this listener allows"),
    INTERNAL(500, "An error inside the service; it was logged under the instance given");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status this error is answered with. */
    public int status() {
        return status;
    }

    /** One sentence for people; it never varies for a code. */
    public String title() {
        return title;
    }
}
