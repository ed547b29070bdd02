package org.gridauthz.loadtest.tsunami;

/** How communities are kept apart. */
enum Topology {
    LISTENERS("a", "one process, a listener each"),
    CALLERS("b", "one process, one listener"),
    INSTANCES("c", "an instance each");

    private final String letter;
    private final String words;

    Topology(String letter, String words) {
        this.letter = letter;
        this.words = words;
    }

    String letter() {
        return letter;
    }

    String words() {
        return words;
    }
}
