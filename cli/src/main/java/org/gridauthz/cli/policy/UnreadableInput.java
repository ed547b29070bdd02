package org.gridauthz.cli.policy;

import java.util.List;
import org.gridauthz.gums.policy.Mistake;

/** A file that is not there, or not what it should be. The command ends with 2. */
public final class UnreadableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableInput(String message) {
        super(message);
    }

    UnreadableInput(Object file, List<Mistake> mistakes) {
        super(String.join(
                System.lineSeparator(),
                mistakes.stream().map(mistake -> file + ": " + mistake).toList()));
    }
}
