package org.gridauthz.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How results are printed: tables and lines for people, or one JSON document. */
public final class Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Form {
        TABLE,
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table (or text), or json (default: table)")
    private Form form = Form.TABLE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether a program reads it. */
    public boolean json() {
        return form == Form.JSON;
    }

    /** Texts of the list's elements, or the elements themselves. */
    public void print(List<?> results) {
        if (json()) {
            document(results);
        } else {
            results.forEach(result -> remark(String.valueOf(result)));
        }
    }

    /** A remark for people; it does not appear between JSON. */
    public void remark(String text) {
        if (!json()) {
            out().println(text.lines()
                    .map(Output::shown)
                    .collect(java.util.stream.Collectors.joining(System.lineSeparator())));
            out().flush();
        }
    }

    /** The one document of a program's answer; nothing for people. */
    public void document(Object answer) {
        if (json()) {
            out().println(JSON.writeValueAsString(answer));
            out().flush();
        }
    }

    /** Columns for people; nothing for programs. */
    public void table(List<String> head, List<List<String>> rows) {
        if (json()) {
            return;
        }
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    head.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> shown(row.get(column)).length())
                            .max()
                            .orElse(0));
        }
        line(head.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList(), widths);
        rows.forEach(row -> line(row, widths));
        out().flush();
    }

    private void line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = shown(cells.get(i));
            line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        out().println(line.toString().stripTrailing());
    }

    /** What others chose may hold what a terminal obeys. */
    private static String shown(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.chars().forEach(c -> safe.append(Character.isISOControl(c) && c != '\t' ? '?' : (char) c));
        return safe.toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
