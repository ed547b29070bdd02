package org.gridauthz.gums.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.policy.Finding.Severity;
import org.gridauthz.identity.HostPattern;

/**
 * Looks for what a policy says and cannot mean. References and forms are settled before, by reading it; what remains is
 * about order, reach and overlap.
 */
public final class Lint {
    private final Policy policy;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Policy policy) {
        this.policy = policy;
    }

    /** All findings, errors first. */
    public static List<Finding> of(Policy policy) {
        Lint lint = new Lint(policy);
        lint.hosts();
        lint.mappings();
        GroupLint.check(policy, lint.findings);
        AccountLint.check(policy, lint.findings);
        Usage.check(policy, lint.findings);
        lint.findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(lint.findings);
    }

    private void hosts() {
        List<HostRule> rules = policy.hosts();
        for (int later = 0; later < rules.size(); later++) {
            HostRule rule = rules.get(later);
            String where = "host rule " + (later + 1);
            for (String pattern : rule.patterns()) {
                for (int earlier = 0; earlier < Math.min(later, 1000); earlier++) {
                    if (covers(rules.get(earlier), rule, pattern)) {
                        add(
                                Severity.ERROR,
                                "unreachable-host-pattern",
                                where,
                                pattern + " is never reached: host rule " + (earlier + 1) + " takes its hosts, and the"
                                        + " first match counts");
                        break;
                    }
                }
            }
            if (rule.mappings().isEmpty()) {
                add(Severity.WARNING, "host-without-mappings", where, "everybody is denied on these hosts");
            }
            Set<String> twice = new TreeSet<>(rule.mappings());
            if (twice.size() < rule.mappings().size()) {
                add(Severity.WARNING, "mapping-named-twice", where, "a mapping stands here twice");
            }
        }
        if (rules.isEmpty()) {
            add(Severity.WARNING, "no-hosts", "hosts", "no host gets an answer");
        }
    }

    private static boolean covers(HostRule earlier, HostRule later, String pattern) {
        return earlier.form() == later.form()
                && earlier.patterns().stream()
                        .anyMatch(one -> HostPattern.of(one).covers(HostPattern.of(pattern)));
    }

    private void mappings() {
        Map<String, GroupMapping> labels = new HashMap<>();
        for (GroupMapping mapping : policy.mappings()) {
            String where = "mapping " + mapping.name();
            if (mapping.groups().isEmpty() || mapping.mappers().isEmpty()) {
                add(Severity.WARNING, "empty-mapping", where, "without groups and mappers it maps nobody");
            }
            if (mapping.accounting() != null) {
                GroupMapping other = labels.putIfAbsent(mapping.accounting().subgroup(), mapping);
                if (other != null && !mapping.accounting().equals(other.accounting())) {
                    add(
                            Severity.WARNING,
                            "accounting-labels-differ",
                            where,
                            "the label " + mapping.accounting().subgroup() + " has another VO in mapping "
                                    + other.name());
                }
            }
        }
    }

    private void add(Severity severity, String code, String where, String message) {
        findings.add(new Finding(severity, code, where, message));
    }
}
