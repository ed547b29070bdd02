package org.gridauthz.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.trust.CredentialReport;

/** A report as a person reads it. */
final class Explanation {
    private Explanation() {}

    /** The same for programs. */
    static Map<String, Object> document(String file, CredentialReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", file);
        all.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        all.put("reason", report.reason());
        all.put("detail", report.detail());
        all.put("subject", report.subject());
        all.put("fqans", report.fqans().stream().map(Object::toString).toList());
        all.put("facts", report.facts());
        return all;
    }

    static void print(String file, CredentialReport report, PrintWriter out) {
        switch (report.outcome()) {
            case BELIEVED -> out.println(file + ": believed");
            case REFUSED -> out.println(file + ": refused (" + report.reason() + "): " + report.detail());
            case UNKNOWN -> out.println(file + ": could not find out: " + report.detail());
        }
        if (report.subject() != null) {
            out.println("  subject: " + report.subject());
        }
        report.fqans().forEach(fqan -> out.println("  fqan: " + fqan));
        report.facts().forEach(fact -> out.println("  " + fact));
        out.flush();
    }
}
