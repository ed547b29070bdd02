package org.gridauthz.gums.policy;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Decision.Permit;
import org.gridauthz.gums.mapping.Explanation;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator expects of a policy.
 *
 * @param line where it stands
 * @param about what is shown, for people
 * @param expected an account name, or {@code deny: <reason>}, or {@code indeterminate: <reason>}
 * @param account the whole account where more than its name is asserted
 * @param because texts that must stand in the explanation
 */
public record Assertion(
        int line,
        String about,
        MappingRequest request,
        String expected,
        @Nullable Account account,
        List<String> because) {

    /** An assertion that does not hold. */
    public record Failure(Assertion assertion, String found, List<String> explanation) {
        @Override
        public String toString() {
            return "line " + assertion.line() + ": " + assertion.about() + ": expected " + assertion.expected()
                    + ", found " + found + "\n    " + String.join("\n    ", explanation);
        }
    }

    /** Tries all of them in order, in one world; pools keep their leases from one to the next. */
    public static List<Failure> check(Policy policy, World world, List<Assertion> assertions) {
        Mapper mapper = new Mapper(world.leases(), 10_000);
        mapper.publish(world.around(policy));
        List<Failure> failures = new ArrayList<>();
        for (Assertion assertion : assertions) {
            Explanation why = new Explanation();
            Decision explained = mapper.map(assertion.request(), why);
            // Both ways must agree; the second call is answered by the index, the third from memory.
            Decision indexed = mapper.map(assertion.request());
            Decision remembered = mapper.map(assertion.request());
            String found = text(explained);
            if (!indexed.equals(explained) || !remembered.equals(explained)) {
                found = text(indexed) + " by the index, but " + found + " when explained";
            } else if (assertion.account() != null && explained instanceof Permit permit) {
                found = permit.account().equals(assertion.account()) ? assertion.expected() : permit.toString();
            }
            String all = String.join("\n", why.lines());
            List<String> missing = assertion.because().stream()
                    .filter(text -> !all.contains(text))
                    .toList();
            if (!missing.isEmpty()) {
                found += ", explained without '" + missing.getFirst() + "'";
            }
            if (!found.equals(assertion.expected())) {
                failures.add(new Failure(assertion, found, why.lines()));
            }
        }
        return failures;
    }

    /** A decision as assertions write it. */
    public static String text(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit.account().name();
            case Decision.Deny deny -> "deny: " + deny.reason();
            case Decision.Indeterminate unknown -> "indeterminate: " + unknown.reason();
        };
    }
}
