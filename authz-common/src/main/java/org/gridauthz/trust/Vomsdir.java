package org.gridauthz.trust;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The directory that says which attribute authorities speak for which VO: {@code vomsdir/<vo>/<host>.lsc}, and AA
 * certificates as {@code vomsdir/<vo>/*.pem}. PEM files directly in the directory, which would speak for every VO, are not
 * read. Whoever owns the refresh calls {@link #reread}; readings meanwhile see one immutable set.
 *
 * <p>A file that does not read keeps what it last said, and harms no other file; a file that is gone is forgotten; when the
 * directory itself cannot be listed, everything is kept.
 */
public final class Vomsdir {
    private final Path directory;
    private final Clock clock;
    private volatile State state;

    /** What a reading sees. */
    record State(
            Map<Path, VomsdirFile> files,
            Map<String, VoAuthorities> vos,
            long generation,
            Instant lastRead,
            List<String> problems) {}

    /** Reads the directory; one that is missing is empty, with a problem, until a reread finds it. */
    public Vomsdir(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.state = new State(Map.of(), Map.of(), 0, Instant.EPOCH, List.of());
        reread();
    }

    /**
     * Reads again.
     *
     * @return whether anything changed that a reading depends on
     */
    public synchronized boolean reread() {
        State before = state;
        VomsdirListing listing = VomsdirListing.of(directory, before.files());
        Instant lastRead = listing.complete() ? clock.instant() : before.lastRead();
        if (listing.files().equals(before.files())) {
            state = new State(before.files(), before.vos(), before.generation(), lastRead, listing.problems());
            return false;
        }
        state = new State(
                listing.files(), byVo(listing.files()), before.generation() + 1, lastRead, listing.problems());
        return true;
    }

    private static Map<String, VoAuthorities> byVo(Map<Path, VomsdirFile> files) {
        Map<String, Map<String, LscFile>> chains = new HashMap<>();
        Map<String, List<X509Certificate>> certificates = new HashMap<>();
        for (VomsdirFile file : files.values()) {
            switch (file) {
                case VomsdirFile.Lsc read ->
                    chains.computeIfAbsent(read.lsc().vo(), vo -> new HashMap<>())
                            .put(read.lsc().host(), read.lsc());
                case VomsdirFile.Certificates read ->
                    certificates
                            .computeIfAbsent(read.vo(), vo -> new ArrayList<>())
                            .addAll(read.certificates());
            }
        }
        Map<String, VoAuthorities> vos = new HashMap<>();
        chains.forEach((vo, byHost) ->
                vos.put(vo, new VoAuthorities(byHost, certificates.getOrDefault(vo, List.of()))));
        certificates.forEach((vo, found) -> vos.putIfAbsent(vo, new VoAuthorities(Map.of(), found)));
        return Map.copyOf(vos);
    }

    State current() {
        return state;
    }

    /** Counts the changes seen; a cached reading is good for its generation only. */
    public long generation() {
        return state.generation();
    }

    /** When the directory was last listed; {@link Instant#EPOCH} if never. */
    public Instant lastRead() {
        return state.lastRead();
    }

    /** What did not read the last time, one sentence each, for logs and health. */
    public List<String> problems() {
        return state.problems();
    }

    /** Names of the VOs known. */
    public List<String> vos() {
        return state.vos().keySet().stream().sorted().toList();
    }
}
