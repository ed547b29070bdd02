package org.gridauthz.web.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types for a subject, and what kind of thing it is.
 *
 * @param value without blanks around it
 */
public record AskedText(Kind kind, String value) {
    private static final Pattern TOKEN = Pattern.compile("[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*");

    /** What it is. */
    public enum Kind {
        /** Nothing was typed. */
        NOTHING,
        /** Certificates, PEM. */
        CHAIN,
        /** A JWT. */
        TOKEN,
        /** A name in slash form. */
        DN,
        /** {@code /vo/group/Role=r}. */
        FQAN,
        /** A local account. */
        ACCOUNT
    }

    /** By its form. */
    public static AskedText of(String text) {
        String typed = text.strip();
        return new AskedText(kind(typed), typed);
    }

    private static Kind kind(String typed) {
        if (typed.isEmpty()) {
            return Kind.NOTHING;
        }
        if (typed.contains("-----BEGIN CERTIFICATE-----")) {
            return Kind.CHAIN;
        }
        if (TOKEN.matcher(typed).matches()) {
            return Kind.TOKEN;
        }
        if (!typed.startsWith("/")) {
            return Kind.ACCOUNT;
        }
        int second = typed.indexOf('/', 1);
        return (second < 0 ? typed : typed.substring(0, second)).contains("=") ? Kind.DN : Kind.FQAN;
    }

    /** As a decision call takes it; null for what is nobody. */
    public @Nullable Map<String, Object> presented(List<String> fqans) {
        Map<String, Object> subject = new LinkedHashMap<>();
        switch (kind) {
            case CHAIN -> subject.put("chain", value);
            case TOKEN -> subject.put("token", value);
            case DN -> {
                subject.put("dn", value);
                if (!fqans.isEmpty()) {
                    subject.put("fqans", fqans);
                }
            }
            case NOTHING, FQAN, ACCOUNT -> {
                return null;
            }
        }
        return subject;
    }

    /** The kind under which SAZ records and bans it; null for what it does not. */
    public @Nullable String recordedAs() {
        return switch (kind) {
            case DN -> "dn";
            case FQAN -> "fqan";
            default -> null;
        };
    }
}
