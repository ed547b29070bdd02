package org.gridauthz.web.subjects;

import java.util.List;

/** Writes the results of a decision call, in the order of the subjects; a service adds its own members to each. */
public sealed interface Results permits ResultsWriter, PlainResults {
    /**
     * Starts one result.
     *
     * @param decision {@code permit}, {@code deny} or {@code indeterminate}
     * @param reason a stable code
     * @param id the decision's name in the audit trail
     */
    void open(String decision, String reason, String id);

    /** A member of the result that is open. */
    void member(String name, String value);

    /** A number. */
    void member(String name, long value);

    /** A list; none is written when it is empty. */
    void members(String name, List<String> values);

    /** Ends one result, with the lines that explain it; none when nobody asked. */
    void close(List<String> explanation);

    /**
     * Ends the answer.
     *
     * @param epoch how far this instance has seen changes, opaque
     * @param ageMillis how long ago that was known to be everything, in milliseconds; written in seconds
     */
    void finish(String epoch, long ageMillis);
}
