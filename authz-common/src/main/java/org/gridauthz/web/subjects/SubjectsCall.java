package org.gridauthz.web.subjects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision call, read and bounded.
 *
 * @param host what the caller says the host is, or absent for itself
 * @param subjects at least one
 */
public record SubjectsCall(@Nullable String host, List<PresentedSubject> subjects) {
    public SubjectsCall {
        subjects = List.copyOf(subjects);
    }
}
