package org.gridauthz.voms.port;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.tls.TlsPort;
import org.gridauthz.tls.TlsPorts;
import org.gridauthz.voms.attribute.Applicant;
import org.gridauthz.voms.attribute.Authorities;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.attribute.Issuing;
import org.gridauthz.voms.attribute.Memberships;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VO ports that are open, brought in line again and again with those there should be. One that cannot be bound is tried
 * again at the next look; the others do not suffer.
 */
public final class VoPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoPorts.class);

    private final Limits limits;
    private final List<Authorities> sources;
    private final Memberships members;
    private final AuthorityKeys keys;
    private final TlsPorts tls;
    private final AnswerTrail trail;
    private final InstantSource clock;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, String> troubles = new HashMap<>();

    private record Open(Authority authority, VoPort answers, TlsPort port) {}

    /**
     * What one port may take.
     *
     * @param address null: all addresses
     */
    public record Limits(@Nullable InetAddress address, int maxConnections, int threads, Duration deadline) {}

    /** @param sources asked in this order */
    public VoPorts(
            Limits limits,
            List<Authorities> sources,
            Memberships members,
            AuthorityKeys keys,
            TlsPorts tls,
            AnswerTrail trail,
            InstantSource clock) {
        this.limits = limits;
        this.sources = List.copyOf(sources);
        this.members = members;
        this.keys = keys;
        this.tls = tls;
        this.trail = trail;
        this.clock = clock;
    }

    /** The authority of a VO whose port is open, null otherwise. */
    public synchronized @Nullable Authority authority(String vo) {
        Open found = open.get(vo);
        return found == null ? null : found.authority();
    }

    /** All whose ports are open, by VO. */
    public synchronized List<Authority> authorities() {
        return open.values().stream()
                .map(Open::authority)
                .sorted((one, other) -> one.vo().compareTo(other.vo()))
                .toList();
    }

    /** Answers a query that came by another way than the port; null: the VO has none. */
    public @Nullable RestReply reply(String vo, Applicant applicant, @Nullable String query, String remoteAddress) {
        Open found;
        synchronized (this) {
            found = open.get(vo);
        }
        return found == null ? null : found.answers().reply(applicant, query, remoteAddress);
    }

    /** Opens, changes and closes what must be; all stays as it is while a source cannot say. */
    public synchronized void look() {
        Map<String, Authority> wanted = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Authorities source : sources) {
            for (Authority authority : source.now()) {
                if (!wanted.containsKey(authority.vo()) && taken.add(authority.port())) {
                    wanted.put(authority.vo(), authority);
                }
            }
        }
        for (Open each : List.copyOf(open.values())) {
            Authority now = wanted.get(each.authority().vo());
            if (now == null || now.port() != each.authority().port()) {
                close(each);
            }
        }
        wanted.values().forEach(this::keep);
    }

    private void keep(Authority authority) {
        Open there = open.get(authority.vo());
        if (there != null && there.authority().equals(authority)) {
            return;
        }
        try {
            Issuing issuing = new Issuing(authority, members, new Signer(authority, keys, clock), clock);
            if (there != null) {
                there.answers().answerBy(issuing);
                open.put(authority.vo(), new Open(authority, there.answers(), there.port()));
                return;
            }
            VoPort answers = new VoPort(issuing, trail);
            TlsPort port = tls.open(place(authority), answers);
            open.put(authority.vo(), new Open(authority, answers, port));
            troubles.remove(authority.vo());
            LOG.info("attributes of {} are issued on port {}", authority.vo(), port.port());
        } catch (IOException | IllegalArgumentException e) {
            String trouble = String.valueOf(e.getMessage());
            if (!trouble.equals(troubles.put(authority.vo(), trouble))) {
                LOG.error("the port of {} cannot be opened: {}", authority.vo(), trouble);
            }
        }
    }

    private TlsPort.Place place(Authority authority) {
        return new TlsPort.Place(
                "vo-" + authority.vo(),
                limits.address(),
                authority.port(),
                limits.maxConnections(),
                limits.threads(),
                limits.deadline());
    }

    private void close(Open each) {
        open.remove(each.authority().vo());
        each.port().close();
        LOG.info(
                "the port {} of {} is closed",
                each.authority().port(),
                each.authority().vo());
    }

    @Override
    public synchronized void close() {
        new ArrayList<>(open.values()).forEach(this::close);
    }
}
