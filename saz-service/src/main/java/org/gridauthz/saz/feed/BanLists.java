package org.gridauthz.saz.feed;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.file.DcacheBans;
import org.gridauthz.ban.file.HtcondorBans;
import org.gridauthz.ban.file.LcmapsBans;
import org.gridauthz.web.Rendered;
import org.jspecify.annotations.Nullable;

/**
 * The bans in force as files. Each is written once for each state of the bans and kept; a state is an index, so that
 * whether a file is still the one comes down to whether the index is.
 */
public final class BanLists {
    private final Supplier<BanIndex> bans;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Format> formats = new LinkedHashMap<>();

    /** Writes the bans of a state. */
    @FunctionalInterface
    public interface Format {
        /** The whole file; the bans come in no order. */
        Rendered.Content of(List<Ban> bans);
    }

    private record Kept(BanIndex of, Rendered file) {}

    /**
     * @param bans those in force; the same object for as long as they are the same
     * @param json a format for machines
     */
    public BanLists(Supplier<BanIndex> bans, Map<String, Set<String>> issuersOfVo, Format json) {
        this.bans = bans;
        formats.put("ban-mapfile", all -> out -> LcmapsBans.names(targets(all), out));
        formats.put("ban-voms-mapfile", all -> out -> LcmapsBans.attributes(targets(all), out));
        formats.put("htcondor-ce", all -> out -> HtcondorBans.write(targets(all), issuersOfVo, out));
        formats.put("dcache-ban", all -> out -> DcacheBans.write(targets(all), out));
        formats.put("json", json);
    }

    /** The names of all formats. */
    public Set<String> names() {
        return formats.keySet();
    }

    /** The file as of now; null for an unknown format. */
    public @Nullable Rendered file(String format) {
        Format known = formats.get(format);
        if (known == null) {
            return null;
        }
        Kept last = kept.get(format);
        return last != null && same(last.of(), bans.get()) ? last.file() : write(format, known);
    }

    /** Whether nothing changed since. */
    public boolean is(BanIndex state) {
        return same(state, bans.get());
    }

    /** The state as of now. */
    public BanIndex state() {
        return bans.get();
    }

    private Rendered write(String format, Format known) {
        Kept fresh = kept.compute(format, (name, last) -> {
            BanIndex now = bans.get();
            return last != null && same(last.of(), now) ? last : new Kept(now, Rendered.of(known.of(now.bans())));
        });
        return fresh.file();
    }

    @SuppressWarnings("ReferenceEquality") // the identity of an immutable state is what is meant
    private static boolean same(BanIndex one, BanIndex other) {
        return one == other;
    }

    private static List<BanTarget> targets(List<Ban> bans) {
        return bans.stream().map(Ban::target).toList();
    }

    /** One order for all instances. */
    public static Comparator<Ban> order() {
        return Comparator.comparing((Ban ban) -> ban.target().kind())
                .thenComparing(ban -> ban.target().value())
                .thenComparing(ban -> String.valueOf(ban.target().qualifier()))
                .thenComparing(Ban::origin);
    }
}
