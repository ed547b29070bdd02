package org.gridauthz.cli;

import java.io.PrintWriter;
import org.gridauthz.trust.CredentialReport;

/** A report as a person reads it. */
final class Explanation {
    private Explanation() {}

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
