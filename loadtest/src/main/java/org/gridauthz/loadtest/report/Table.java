package org.gridauthz.loadtest.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under headings; the same table on the terminal and on the page. */
public record Table(String title, List<String> headings, List<List<String>> rows) {
    public Table {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /** For a terminal, columns aligned. */
    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(headings));
        all.addAll(rows);
        int[] widths = new int[headings.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < widths.length; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
