package org.gridauthz.loadtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The report as one HTML file; uPlot (MIT) is inside it and draws in the browser. */
final class Page {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/dist/";

    private Page() {}

    static String of(
            String command, Map<String, String> machine, List<String> notes, List<Table> tables, List<Plot> plots)
            throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>")
                .append(text(command))
                .append("</title><style>")
                .append(resource(UPLOT + "uPlot.min.css"))
                .append(own("page.css"))
                .append("</style><h1>")
                .append(text(command))
                .append("</h1>");
        notes.forEach(note -> page.append("<p>").append(text(note)).append("</p>"));
        tables.forEach(table -> table(page, table));
        page.append("<div id=plots></div><h2>Machine</h2><table>");
        machine.forEach((name, value) ->
                page.append("<tr><th>").append(text(name)).append("<td>").append(text(value)));
        page.append("</table><script>")
                .append(resource(UPLOT + "uPlot.iife.min.js"))
                .append("</script><script>const PLOTS=")
                // A name must not end the script element.
                .append(JSON.writeValueAsString(plots).replace("<", "\\u003c"))
                .append(";")
                .append(own("page.js"))
                .append("</script></html>");
        return page.toString();
    }

    private static void table(StringBuilder page, Table table) {
        page.append("<h2>").append(text(table.title())).append("</h2><table><tr>");
        table.headings().forEach(heading -> page.append("<th>").append(text(heading)));
        for (List<String> row : table.rows()) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(text(cell)));
        }
        page.append("</table>");
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String own(String name) throws IOException {
        return resource("org/gridauthz/loadtest/report/" + name);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Page.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
