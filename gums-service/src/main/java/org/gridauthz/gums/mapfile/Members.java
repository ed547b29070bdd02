package org.gridauthz.gums.mapfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.UserGroup;
import org.jspecify.annotations.Nullable;

/** Lists the members of a group, by DN. Whoever is known by a pattern only, or by a token, has no name to list. */
final class Members {
    private final MapfileData data;

    Members(MapfileData data) {
        this.data = data;
    }

    void of(UserGroup group, Consumer<Member> taker) {
        switch (group) {
            case UserGroup.Manual manual -> manual(manual, taker);
            case UserGroup.Voms voms -> {
                String fqan = fqan(voms);
                roster(voms.list(), dn -> taker.accept(new Member(dn, fqan, voms.acceptWithoutFqan(), false, "")));
            }
            case UserGroup.Listed listed ->
                roster(listed.list(), dn -> taker.accept(new Member(dn, "", true, true, "")));
            case UserGroup.Token token -> {
                // A token's subject is no certificate name.
            }
        }
    }

    boolean any(UserGroup group) {
        return switch (group) {
            case UserGroup.Manual manual -> data.manual().any(manual.name());
            case UserGroup.Voms voms ->
                voms.list() != null && data.lists().roster(voms.list()).size() > 0;
            case UserGroup.Listed listed -> data.lists().roster(listed.list()).size() > 0;
            case UserGroup.Token token -> false;
        };
    }

    static String fqan(UserGroup.Voms group) {
        return group.role() == null ? group.group() : group.group() + "/Role=" + group.role();
    }

    private void roster(@Nullable String list, Consumer<String> taker) {
        if (list != null) {
            data.lists().roster(list).forEach(row -> {
                if (!row.isToken()) { // no map file has a place for one
                    taker.accept(row.key());
                }
            });
        }
    }

    /** By DN, and of one DN by FQAN. */
    private void manual(UserGroup.Manual group, Consumer<Member> taker) {
        List<Member> same = new ArrayList<>();
        data.manual().forEach(group.name(), entry -> {
            if (!same.isEmpty() && !same.getFirst().dn().equals(entry.dn().text())) {
                flush(same, taker);
            }
            same.add(new Member(
                    entry.dn().text(),
                    text(entry.attribute()),
                    entry.attribute().accepts(null),
                    entry.attribute() instanceof ManualMember.AnyFqan,
                    entry.email() == null ? "" : entry.email()));
        });
        flush(same, taker);
    }

    private static void flush(List<Member> same, Consumer<Member> taker) {
        same.sort(Comparator.comparing(Member::fqan));
        same.forEach(taker);
        same.clear();
    }

    private static String text(ManualMember.Attribute attribute) {
        return switch (attribute) {
            case ManualMember.NoFqan none -> "";
            case ManualMember.AnyFqan any -> "";
            case ManualMember.LiteralFqan literal -> literal.fqan().toString();
            case ManualMember.PatternFqan pattern -> pattern.pattern().pattern();
        };
    }
}
