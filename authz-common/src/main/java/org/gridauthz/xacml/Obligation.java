package org.gridauthz.xacml;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client has to carry out with a permit.
 *
 * @param id one of those it announced
 */
public record Obligation(String id, List<Assignment> assignments) {
    public Obligation {
        assignments = List.copyOf(assignments);
    }

    /** One value of it. */
    public record Assignment(String id, String type, String value) {
        static Assignment text(String id, String value) {
            return new Assignment(id, Vocabulary.STRING, value);
        }

        static Assignment number(String id, int value) {
            return new Assignment(id, Vocabulary.INTEGER, Integer.toString(value));
        }
    }

    /** Without assignments: what one client needs to read with a refused mapping, or it fails on a null pointer. */
    public static Obligation noUsername() {
        return new Obligation(Vocabulary.USERNAME, List.of());
    }

    /** The account's name. */
    public static Obligation username(String account) {
        return new Obligation(Vocabulary.USERNAME, List.of(Assignment.text(Vocabulary.A_USERNAME, account)));
    }

    /** The account's numbers; GUMS never knew the first one. */
    public static Obligation gid(int gid) {
        return new Obligation(Vocabulary.UIDGID, List.of(Assignment.number(Vocabulary.A_GID, gid)));
    }

    /** The account's numbers. */
    public static Obligation uidgid(int uid, int gid) {
        return new Obligation(
                Vocabulary.UIDGID,
                List.of(Assignment.number(Vocabulary.A_UID, uid), Assignment.number(Vocabulary.A_GID, gid)));
    }

    /** Further groups by number; only beside {@link #username} or {@link #uidgid}. */
    public static Obligation secondaryGids(List<Integer> gids) {
        return new Obligation(
                Vocabulary.SECONDARY_GIDS,
                gids.stream()
                        .map(gid -> Assignment.number(Vocabulary.A_GID, gid))
                        .toList());
    }

    /** Account and groups by name. */
    public static Obligation account(String account, String primaryGroup, List<String> secondaryGroups) {
        List<Assignment> all = new ArrayList<>(2 + secondaryGroups.size());
        all.add(Assignment.text(Vocabulary.A_USERNAME, account));
        all.add(Assignment.text(Vocabulary.A_PRIMARY_GROUP, primaryGroup));
        secondaryGroups.forEach(group -> all.add(Assignment.text(Vocabulary.A_SECONDARY_GROUP, group)));
        return new Obligation(Vocabulary.ACCOUNT, all);
    }
}
