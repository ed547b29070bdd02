package org.gridauthz.cli.compare;

import java.util.List;

/** A system that can be asked. */
interface Side {
    /** Answers in the order of the subjects; a system that cannot be asked says so for each. */
    List<Said> answer(List<Asked> subjects);
}
