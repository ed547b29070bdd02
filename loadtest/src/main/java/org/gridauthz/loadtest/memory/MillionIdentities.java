package org.gridauthz.loadtest.memory;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingIndex;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A million people in a manual group, and the answer about each of them remembered, in the heap this JVM was given: it ends
 * in an OutOfMemoryError, or with what the heap holds after a full collection.
 */
public final class MillionIdentities {
    private static final int PEOPLE = 1_000_000;
    private static final Host HOST = new Host("/DC=org/DC=example/CN=host/ce1.example.org");

    private MillionIdentities() {}

    public static void main(String[] arguments) {
        long empty = used();
        Mapper mapper = new Mapper(new NoPools());
        mapper.publish(MappingIndex.of(policy()).with(members()));
        long indexed = used();
        for (int i = 0; i < PEOPLE; i++) {
            ask(mapper, i);
        }
        long remembered = used();
        // Asked again at the end, so that nothing of it may have been collected.
        ask(mapper, 0);
        System.out.printf(
                Locale.ROOT,
                "%,d members: %d MB; the answers about them: %d MB more; heap at most %d MB%n",
                PEOPLE,
                megabytes(indexed - empty),
                megabytes(remembered - indexed),
                megabytes(Runtime.getRuntime().maxMemory()));
    }

    private static void ask(Mapper mapper, int i) {
        MappingRequest request =
                new MappingRequest(HOST, new Subject.Person(new SlashDn(name(i)), false, null, null, List.of(), true));
        if (!(mapper.map(request) instanceof Decision.Permit)) {
            throw new IllegalStateException(name(i) + " is a member and must have an account");
        }
    }

    private static Policy policy() {
        String rule = "everybody";
        Policy.GroupMapping mapping = new Policy.GroupMapping(rule, null, List.of(rule), List.of(rule), null);
        return new Policy(
                Policy.Fqans.PRIMARY,
                true,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(new UserGroup.Manual(rule, null)),
                List.of(new AccountMapper.Group(rule, "somebody", null, Unix.NONE)),
                List.of(mapping),
                List.of(new Policy.HostRule(
                        Policy.HostRule.Form.CN, List.of("*/?*.example.org"), null, List.of(rule))));
    }

    private static ManualMembers members() {
        List<ManualMember> all = new ArrayList<>(PEOPLE);
        for (int i = 0; i < PEOPLE; i++) {
            all.add(ManualMember.anyFqan(name(i)));
        }
        return ManualMembers.of(Map.of("everybody", all));
    }

    private static String name(int i) {
        return "/DC=org/DC=example/OU=People/CN=Jane Marie Doe-Smith " + (1_000_000 + i);
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }

    private static final class NoPools implements Leases {
        @Override
        public LeaseAnswer lease(String pool, Subject subject) {
            return new LeaseAnswer.Exhausted();
        }

        @Override
        public @Nullable String peek(String pool, Subject subject) {
            return null;
        }
    }
}
