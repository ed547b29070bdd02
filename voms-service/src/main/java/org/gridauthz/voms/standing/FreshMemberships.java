package org.gridauthz.voms.standing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.attribute.Standing;
import org.jspecify.annotations.Nullable;

/**
 * From memory while it is certain that no change of the last second was missed, from the database otherwise. With no database
 * whoever was known goes on being known for as long as the site lets knowledge grow old; who was not is told that we cannot say.
 */
public final class FreshMemberships implements Memberships {
    /** A suspension is in force within this time, so what is older is looked up. */
    public static final Duration YOUNG = Duration.ofSeconds(1);
    /** While the database does not answer it is tried this often, not by everybody who asks. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final MemberMemory memory;
    private final Memberships tables;
    private final Supplier<@Nullable Freshness> freshness;
    private final BiPredicate<String, Duration> open;
    private final Duration young;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile long quietUntil;

    /**
     * @param open whether the port of a VO may answer by knowledge of this age
     * @param young at most this old is answered from memory without asking; {@link #YOUNG} but in tests
     */
    public FreshMemberships(
            MemberMemory memory,
            Memberships tables,
            Supplier<@Nullable Freshness> freshness,
            BiPredicate<String, Duration> open,
            Duration young,
            InstantSource clock,
            LongSupplier nanos) {
        this.memory = memory;
        this.tables = tables;
        this.freshness = freshness;
        this.open = open;
        this.young = young;
        this.clock = clock;
        this.nanos = nanos;
        this.quietUntil = nanos.getAsLong();
    }

    @Override
    public Standing of(String vo, SlashDn subject, SlashDn issuer) {
        Freshness fresh = freshness.get(); // before the memory: what it says is at least as young
        if (fresh != null && fresh.age().compareTo(young) <= 0) {
            Standing known = memory.of(vo, subject, issuer, clock.instant());
            if (known != null) {
                return known;
            }
        }
        if (nanos.getAsLong() - quietUntil < 0) {
            return old(vo, subject, issuer, fresh, new Standing.Unavailable("the database did not answer just now"));
        }
        Standing read = tables.of(vo, subject, issuer);
        if (read instanceof Standing.Unavailable away) {
            quietUntil = nanos.getAsLong() + QUIET.toNanos();
            return old(vo, subject, issuer, fresh, away);
        }
        return read;
    }

    private Standing old(
            String vo, SlashDn subject, SlashDn issuer, @Nullable Freshness fresh, Standing.Unavailable away) {
        if (fresh == null || !open.test(vo, fresh.age())) {
            return away;
        }
        Standing known = memory.of(vo, subject, issuer, clock.instant());
        return known == null || known instanceof Standing.Unknown ? away : known;
    }
}
