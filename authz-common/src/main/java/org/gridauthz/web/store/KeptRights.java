package org.gridauthz.web.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access.AdminGrant;
import org.gridauthz.web.Access.Verb;
import org.jspecify.annotations.Nullable;

/** Granted rights as rows of a snapshot: DN, VO, verbs. */
final class KeptRights implements Kept {
    private final Supplier<List<AdminGrant>> grants;
    private final Consumer<List<AdminGrant>> shown;

    KeptRights(Supplier<List<AdminGrant>> grants, Consumer<List<AdminGrant>> shown) {
        this.grants = grants;
        this.shown = shown;
    }

    @Override
    public String name() {
        return "rights-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        return grants.get().stream().map(KeptRights::row);
    }

    private static List<@Nullable String> row(AdminGrant grant) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(grant.dn().text());
        row.add(grant.vo());
        grant.verbs().forEach(verb -> row.add(verb.name()));
        return row;
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        List<AdminGrant> restored = rows.map(KeptRights::grant).toList();
        return () -> shown.accept(restored);
    }

    private static AdminGrant grant(List<@Nullable String> row) {
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        row.subList(2, row.size()).forEach(verb -> verbs.add(Verb.valueOf(Objects.requireNonNull(verb))));
        return new AdminGrant(
                new SlashDn(Objects.requireNonNull(row.getFirst())), Objects.requireNonNull(row.get(1)), verbs);
    }
}
