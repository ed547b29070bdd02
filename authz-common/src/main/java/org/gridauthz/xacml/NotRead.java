package org.gridauthz.xacml;

/**
 * Why a query cannot be answered.
 *
 * @param detail for people; never holds what the caller sent
 */
public record NotRead(Code code, String detail) implements QueryReader.Reading, Question.Understanding {
    /** Stable: they stand in faults, and operators search for them. */
    public enum Code {
        /** It is not well-formed, or not in an encoding we know. */
        XML_MALFORMED,
        /** It has a document type. Nothing is ever fetched or expanded. */
        DOCTYPE_REFUSED,
        /** It is a larger document than any client sends. */
        QUERY_TOO_LARGE,
        /** It is XML, but no SOAP 1.1 envelope with one query in the namespaces of the profile. */
        NOT_A_QUERY,
        /** Neither a name nor a certificate chain of a subject is in it. */
        SUBJECT_MISSING,
        /** More subjects than one call may ask about. */
        SUBJECTS_TOO_MANY,
        /** A name of a subject or its issuer is in neither of the two notations. */
        DN_MALFORMED,
        /** A group attribute is none. */
        FQAN_MALFORMED
    }
}
