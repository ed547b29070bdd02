package org.gridauthz.gums.policy.gumsconfig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridauthz.gums.policy.gumsconfig.Note.Kind;

/** Collects notes. */
final class Report {
    private final List<Note> notes = new ArrayList<>();

    void action(Element at, String message) {
        add(Kind.ACTION, at, message);
    }

    void changed(Element at, String message) {
        add(Kind.CHANGED, at, message);
    }

    void dropped(Element at, String message) {
        add(Kind.DROPPED, at, message);
    }

    private void add(Kind kind, Element at, String message) {
        notes.add(new Note(kind, at.line(), (at.name() + " " + at.get("name", "")).strip(), message));
    }

    List<Note> sorted() {
        return notes.stream()
                .sorted(Comparator.comparing(Note::kind).thenComparingInt(Note::line))
                .toList();
    }
}
