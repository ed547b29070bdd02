package org.gridauthz.gums.mapping;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.Policy.HostRule.Form;
import org.gridauthz.identity.HostPattern;

/** The ordered host rules: the first that matches counts, and there is no fall-through. */
final class HostRules {
    private record Compiled(Form form, List<HostPattern> patterns) {
        boolean matches(String name) {
            if (form == Form.DN) {
                return any(name);
            }
            for (String part : NameParts.of(name)) {
                if (part.startsWith("CN=") && any(part.substring(3))) {
                    return true;
                }
            }
            return false;
        }

        private boolean any(String text) {
            for (HostPattern pattern : patterns) {
                if (pattern.matches(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Compiled> rules = new ArrayList<>();
    private final boolean simpleHostMatching;

    HostRules(Policy policy) {
        this.simpleHostMatching = policy.simpleHostMatching();
        for (HostRule rule : policy.hosts()) {
            rules.add(new Compiled(
                    rule.form(), rule.patterns().stream().map(HostPattern::of).toList()));
        }
    }

    /** The place of the first rule that matches; -1 if none does. */
    int first(Host host) {
        if (!host.isDn() && !simpleHostMatching) {
            return -1;
        }
        String name = host.isDn() ? host.text() : "/CN=" + host.text();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(name)) {
                return i;
            }
        }
        return -1;
    }
}
