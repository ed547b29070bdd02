package org.gridauthz.web.subjects;

import java.util.List;

/** What is answered for one subject, on whatever wire. */
public interface SubjectAnswer {
    /** {@code permit}, {@code deny} or {@code indeterminate}. */
    String decision();

    /** A stable code. */
    String reason();

    /** The decision's name in the audit trail. */
    String id();

    /** Why it came out so; empty when nobody asked. */
    List<String> explanation();

    /** Whether another instance, or a later call, may know better. */
    default boolean indeterminate() {
        return decision().equals("indeterminate");
    }
}
