package org.gridauthz.gums.policy.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.jspecify.annotations.Nullable;

/** The policy in force as the one row of a snapshot: its version and its text. */
final class KeptPolicy implements Kept {
    private final PolicyFollower follower;

    KeptPolicy(PolicyFollower follower) {
        this.follower = follower;
    }

    @Override
    public String name() {
        return "policy-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        PolicyFollower.Stored now = follower.stored();
        return now.version() == 0
                ? Stream.empty()
                : Stream.of(Arrays.asList(Long.toString(now.version()), now.document()));
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        List<List<@Nullable String>> all = rows.toList();
        if (all.isEmpty()) {
            return () -> {};
        }
        List<@Nullable String> row = all.getFirst();
        return follower.read(
                Long.parseLong(Objects.requireNonNull(row.getFirst())), Objects.requireNonNull(row.get(1)));
    }
}
