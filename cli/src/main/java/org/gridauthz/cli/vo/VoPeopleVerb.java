package org.gridauthz.cli.vo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz vo people}: who is in it; one more. */
@Command(name = "people", description = "List people, or enter one.", mixinStandardHelpOptions = true)
final class VoPeopleVerb implements Callable<Integer> {
    @Mixin
    private VoAt vo = new VoAt();

    @Option(names = "--search", paramLabel = "TEXT", description = "in names, addresses, certificates")
    private @Nullable String search;

    @Option(names = "--group", paramLabel = "GROUP", description = "in this group")
    private @Nullable String group;

    @Option(names = "--role", paramLabel = "ROLE", description = "with this role there")
    private @Nullable String role;

    @Option(names = "--suspended", description = "who is suspended")
    private boolean suspended;

    @Option(
            names = "--offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "from there on (default: ${DEFAULT-VALUE})")
    private int offset;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "most shown (default: ${DEFAULT-VALUE})")
    private int limit;

    /** Somebody to be entered. */
    static final class New {
        @Option(
                names = "--add",
                required = true,
                paramLabel = "DN",
                description = "enter the holder of this certificate")
        private String dn = "";

        @Option(names = "--issuer", paramLabel = "DN", description = "her CA (default: any)")
        private @Nullable String issuer;

        @Option(names = "--given-name", required = true, paramLabel = "NAME")
        private String given = "";

        @Option(names = "--family-name", required = true, paramLabel = "NAME")
        private String family = "";

        @Option(names = "--email", required = true, paramLabel = "MAIL")
        private String email = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT")
        private String reason = "";

        Map<String, Object> body() {
            Map<String, Object> certificate = new LinkedHashMap<>();
            certificate.put("name", dn);
            if (issuer != null) {
                certificate.put("issuer", issuer);
            }
            return Map.of(
                    "givenName",
                    given,
                    "familyName",
                    family,
                    "email",
                    email,
                    "certificates",
                    List.of(certificate),
                    "reason",
                    reason);
        }
    }

    @ArgGroup(exclusive = false, heading = "To enter one:%n")
    private @Nullable New added;

    @Override
    public Integer call() {
        if (added != null) {
            return vo.change("POST", "/people", added.body());
        }
        JsonNode page = vo.get(
                "/people",
                "search",
                search,
                "group",
                group,
                "role",
                role,
                "suspended",
                suspended ? "true" : null,
                "offset",
                Integer.toString(offset),
                "limit",
                Integer.toString(limit));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode person : page.path("people")) {
            rows.add(List.of(
                    person.path("id").asString(""),
                    (person.path("givenName").asString("") + " "
                                    + person.path("familyName").asString(""))
                            .strip(),
                    person.path("email").asString(""),
                    person.path("suspension").isObject()
                            ? "suspended: "
                                    + person.path("suspension").path("code").asString("")
                            : "",
                    person.path("ends").asString("-")));
        }
        vo.output().table(List.of("id", "name", "email", "standing", "ends"), rows);
        vo.output().remark(rows.size() + " of " + page.path("count").asString(""));
        vo.output().document(page);
        return 0;
    }
}
