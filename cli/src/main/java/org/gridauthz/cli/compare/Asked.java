package org.gridauthz.cli.compare;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.ban.file.Quoted;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A subject that both systems are asked about.
 *
 * @param fqans the first is primary
 */
record Asked(String dn, List<String> fqans) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Of a line: JSON with {@code dn} or {@code subject} and {@code fqans}, as the decision file has it, or a name with FQANs in the form of a VO
     * grid-mapfile, where an account may follow.
     *
     * @return null for a line about nobody with a certificate
     */
    static @Nullable Asked of(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.charAt(0) == '#') {
            return null;
        }
        return text.charAt(0) == '{' ? ofJson(text) : ofFields(text);
    }

    private static @Nullable Asked ofFields(String text) {
        Quoted.Field name = Quoted.read(text);
        if (name == null || !Quoted.looksLikeDn(name.name())) {
            return null;
        }
        List<String> fqans = new ArrayList<>();
        Quoted.Field next = name;
        while (next != null && next.rest().startsWith("\"")) {
            next = Quoted.read(next.rest());
            if (next != null && next.name().startsWith("/")) {
                fqans.add(next.name());
            }
        }
        return wellFormed(name.name(), fqans);
    }

    private static @Nullable Asked ofJson(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            String dn = node.path("dn").asString(node.path("subject").asString(""));
            List<String> fqans = new ArrayList<>();
            node.path("fqans").forEach(fqan -> fqans.add(fqan.asString("")));
            return Quoted.looksLikeDn(dn) ? wellFormed(dn, fqans) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable Asked wellFormed(String dn, List<String> fqans) {
        try {
            fqans.forEach(Fqan::parse);
            return new Asked(new SlashDn(dn).text(), List.copyOf(fqans));
        } catch (MalformedIdentityException e) {
            return null;
        }
    }
}
