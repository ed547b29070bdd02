package org.gridauthz.cli.policy;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How a list of results is printed: a line each for people, or one JSON array. */
final class Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Form {
        TEXT,
        JSON
    }

    @Option(names = "-o", paramLabel = "FORM", defaultValue = "text", description = "text or json (default: text)")
    private Form form = Form.TEXT;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Texts of the list's elements, or the elements themselves. */
    void print(List<?> results) {
        if (form == Form.JSON) {
            out().println(JSON.writeValueAsString(results));
        } else {
            results.forEach(result -> out().println(result));
        }
        out().flush();
    }

    /** A remark for people; it does not appear between JSON. */
    void remark(String text) {
        if (form == Form.TEXT) {
            out().println(text);
            out().flush();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
