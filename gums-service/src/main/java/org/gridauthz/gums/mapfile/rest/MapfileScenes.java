package org.gridauthz.gums.mapfile.rest;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.gums.mapfile.MapfileData;
import org.gridauthz.gums.mapfile.Mapfiles;
import org.gridauthz.gums.mapfile.PoolAccounts;
import org.gridauthz.gums.mapping.Bans;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.identity.Subject;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/** What files are made of now: policy, lists, entries and bans as decisions see them, leases that exist. */
public final class MapfileScenes {
    private final Mapper mapper;
    private final Supplier<CopiedLists> lists;
    private final ManualBook manual;
    private final Supplier<BanIndex> bans;
    private final Leases leases;
    private final PoolReading pools;

    /** From the parts that the followers keep. */
    public MapfileScenes(
            Mapper mapper,
            Supplier<CopiedLists> lists,
            ManualBook manual,
            Supplier<BanIndex> bans,
            Leases leases,
            PoolReading pools) {
        this.mapper = mapper;
        this.lists = lists;
        this.manual = manual;
        this.bans = bans;
        this.leases = leases;
        this.pools = pools;
    }

    /** A policy with the data that belongs to it. */
    record Scene(CompiledPolicy policy, MapfileData data) {}

    /**
     * As of now.
     *
     * @param allocate whether members without a pool account are given one: a file names every member
     * @throws Refusal NOT_READY before there is a policy
     */
    Scene now(boolean allocate) {
        CompiledPolicy policy = mapper.current().policy();
        if (policy == null) {
            throw new Refusal(ErrorCode.NOT_READY, "no policy is in force here yet");
        }
        BanIndex index = bans.get();
        return new Scene(
                policy,
                new MapfileData(
                        policy.source(), lists.get(), manual, Bans.of(index), banned(index), accounts(allocate)));
    }

    /**
     * A file for a host.
     *
     * @param allocate whether members without a pool account are given one
     * @throws Refusal if there is none of that name, for that host, or yet
     */
    public Mapfiles.File file(String format, Host host, boolean allocate) {
        Scene scene = now(allocate);
        return switch (Mapfiles.make(format, host, scene.data(), scene.policy()::rule)) {
            case Mapfiles.File made -> made;
            case Mapfiles.Refused refused -> throw refusal(refused);
        };
    }

    /** Who has an account, by DN. */
    public SortedSet<String> owners(String account) {
        return Mapfiles.owners(account, now(false).data());
    }

    /**
     * The members of a group, at most so many.
     *
     * @throws Refusal PARAMETER_INVALID if the policy has no such group
     */
    public List<Mapfiles.Listed> members(String group, int most) {
        List<Mapfiles.Listed> members = Mapfiles.members(group, now(false).data(), most);
        if (members == null) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "the policy has no such group");
        }
        return members;
    }

    /**
     * Goes on only where every member is in the file: a host that replaces its own by it would lose people.
     *
     * @throws Refusal NOT_READY
     */
    public static Mapfiles.File whole(Mapfiles.File file) {
        if (!file.missing().isEmpty()) {
            throw new Refusal(
                    ErrorCode.NOT_READY,
                    "member lists were never read: " + String.join(", ", file.missing())
                            + "; incomplete=true gives the file without them");
        }
        return file;
    }

    private static Refusal refusal(Mapfiles.Refused refused) {
        return switch (refused) {
            case UNKNOWN_FORMAT -> new Refusal(ErrorCode.NOT_FOUND, "formats: " + String.join(", ", Mapfiles.names()));
            case SWITCHED_OFF -> new Refusal(ErrorCode.NOT_FOUND, "map files are switched off by the policy");
            case HOST_NOT_CONFIGURED -> new Refusal(ErrorCode.NOT_FOUND, "no host rule matches this host");
        };
    }

    private PoolAccounts accounts(boolean allocate) {
        return new PoolAccounts() {
            @Override
            public @Nullable String account(String pool, Subject subject) {
                if (!allocate) {
                    return leases.peek(pool, subject);
                }
                return switch (leases.lease(pool, subject)) {
                    case Leases.LeaseAnswer.Leased leased -> leased.account();
                    case Leases.LeaseAnswer.Exhausted none -> null;
                    case Leases.LeaseAnswer.Unavailable unavailable ->
                        throw new Refusal(ErrorCode.STORAGE_UNAVAILABLE, unavailable.cause());
                };
            }

            @Override
            public @Nullable String assignments(String pool) {
                return pools.assignments(pool);
            }
        };
    }

    /** Bans of some kinds have no form in these files; whoever is hit by one is left out of the maps all the same. */
    private static List<BanTarget> banned(BanIndex index) {
        return index.bans().stream().map(Ban::target).toList();
    }
}
