package org.gridauthz.ban.file;

import org.gridauthz.ban.BanKind;
import org.jspecify.annotations.Nullable;

/** Lines as {@link HtcondorBans} writes them; of others, which may be any expression, nothing is guessed. */
final class HtcondorLines implements BanFile.BanLines {
    private static final String UNKNOWN = "an expression that no ban of ours stands for";

    private final BanFile file;

    HtcondorLines(BanFile file) {
        this.file = file;
    }

    @Override
    public @Nullable String read(String line) {
        int method = line.indexOf(' ');
        int end = line.lastIndexOf("/ ");
        String rest = method < 0 ? "" : line.substring(method).stripLeading();
        int begin = line.length() - rest.length();
        if (!rest.startsWith("/") || end <= begin || !line.strip().endsWith("@banned.htcondor.org")) {
            return "no ban";
        }
        Expression expression = new Expression(line.substring(begin + 1, end));
        return switch (line.substring(0, method)) {
            case "SCITOKENS" -> token(expression);
            case "SSL", "GSI" -> certificate(expression);
            default -> "no ban";
        };
    }

    private @Nullable String token(Expression expression) {
        if (!expression.skip("^")) {
            return UNKNOWN;
        }
        String issuer = expression.literal();
        if (!expression.skip("\\/?,")) {
            // The slash belongs to the delimiter: only an unescaped question mark tells.
            if (!issuer.endsWith("/") || !expression.skip("?,")) {
                return UNKNOWN;
            }
            issuer = issuer.substring(0, issuer.length() - 1);
        }
        if (expression.skip(".*$") && expression.ended()) {
            return file.take(BanKind.ISSUER, issuer, null);
        }
        String subject = expression.literal();
        return expression.skip("$") && expression.ended()
                ? file.take(BanKind.ISSUER_SUBJECT, issuer, subject)
                : UNKNOWN;
    }

    private @Nullable String certificate(Expression expression) {
        if (!expression.skip("^")) {
            return UNKNOWN;
        }
        if (!expression.skip(".*,")) {
            String name = expression.literal();
            return expression.skip("(,.*)?$") && expression.ended() ? file.take(BanKind.DN, name, null) : UNKNOWN;
        }
        String group = expression.literal();
        boolean below = expression.skip("(\\/[^,]*)?");
        String role = below ? expression.literal() : "";
        boolean anyRole = !below && expression.skip("(\\/Role\\=[^,\\/]*)?");
        if (!expression.skip("(\\/Capability\\=[^,]*)?(,.*)?$") || !expression.ended()) {
            return UNKNOWN;
        }
        if (below && role.isEmpty()) {
            // Not the VO: its tokens have lines of their own.
            return file.take(BanKind.FQAN, group + "/*", null);
        }
        boolean oneGroupInOneRole = !below && !anyRole && group.contains("/Role=");
        return oneGroupInOneRole || anyRole || role.startsWith("/Role=")
                ? file.take(BanKind.FQAN, group + (below ? "/*" : "") + role, null)
                : UNKNOWN;
    }

    /** A place in an expression. */
    private static final class Expression {
        private final String text;
        private int at;

        Expression(String text) {
            this.text = text;
        }

        boolean skip(String part) {
            boolean here = text.startsWith(part, at);
            at += here ? part.length() : 0;
            return here;
        }

        boolean ended() {
            return at == text.length();
        }

        String literal() {
            HtcondorName.Literal read = HtcondorName.read(text, at);
            at = read.end();
            return read.text();
        }
    }
}
