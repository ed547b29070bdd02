package org.gridauthz.gums.mapping;

import java.util.Locale;
import org.gridauthz.gums.mapping.Decision.Deny;
import org.gridauthz.gums.mapping.Decision.Indeterminate;
import org.gridauthz.gums.mapping.Decision.Permit;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup.Voms;
import org.gridauthz.identity.Fqan;
import org.jspecify.annotations.Nullable;

/** The words of an explanation. */
final class Wording {
    private Wording() {}

    static String host(Policy policy, int rule, Host host) {
        if (rule < 0) {
            boolean bare = !host.isDn() && !policy.simpleHostMatching();
            return "host " + host + ": none of " + policy.hosts().size() + " rules matches"
                    + (bare ? ", and simpleHostMatching is off for bare names" : "");
        }
        HostRule one = policy.hosts().get(rule);
        return "host " + host + ": rule " + (rule + 1) + " ("
                + one.form().name().toLowerCase(Locale.ROOT) + " " + String.join(", ", one.patterns()) + ")";
    }

    static String group(Slot slot, @Nullable Fqan fqan, Verdict verdict) {
        String text = verdict.text();
        if (verdict == Verdict.FQAN_DIFFERS && slot.group() instanceof Voms voms) {
            text = fqan + " is not " + voms.group() + (voms.role() == null ? "" : "/Role=" + voms.role()) + " (match "
                    + voms.match().name().toLowerCase(Locale.ROOT) + ")";
        }
        return "mapping " + slot.mapping() + ", group " + slot.group().name() + ": " + text;
    }

    static String answer(Ways.Answer answer) {
        return switch (answer) {
            case Ways.Found found -> "account " + found.account().name();
            case Ways.Nothing nothing -> nothing.text();
            case Ways.Unknown unknown -> unknown.cause().code() + ": " + unknown.detail();
        };
    }

    static String outcome(Decision decision) {
        return switch (decision) {
            case Permit permit -> "permit: " + permit.account().name();
            case Deny deny -> "deny: " + deny.reason();
            case Indeterminate unknown -> "indeterminate: " + unknown.reason();
        };
    }
}
