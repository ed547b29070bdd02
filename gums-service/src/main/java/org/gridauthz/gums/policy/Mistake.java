package org.gridauthz.gums.policy;

/**
 * What is wrong with a document, and where.
 *
 * @param line counted from 1; 0 where there is no line
 * @param path from the root, {@code groups[2].voms.match}; empty for the document as a whole
 * @param message a sentence for the administrator
 */
public record Mistake(int line, String path, String message) {
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ": " : "") + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
