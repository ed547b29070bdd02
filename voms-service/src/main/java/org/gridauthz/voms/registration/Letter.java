package org.gridauthz.voms.registration;

/** A mail to somebody: one line of subject, plain text. */
public record Letter(String subject, String body) {
    private static final int MAX_SUBJECT = 300;

    /** A subject never holds a line break: nobody puts headers into our mail. */
    public Letter {
        subject = subject.replaceAll("\\p{Cntrl}", " ");
        if (subject.length() > MAX_SUBJECT) {
            subject = subject.substring(0, MAX_SUBJECT);
        }
    }
}
