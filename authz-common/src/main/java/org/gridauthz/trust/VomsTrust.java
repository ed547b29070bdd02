package org.gridauthz.trust;

import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;

/**
 * Reads and believes, or refuses, the VOMS attribute certificates of a chain. One shared object a process, immutable but for
 * the vomsdir's rereading; it keeps no cache: the chain's cache is its caller's.
 */
public final class VomsTrust implements AttributeReader {
    private final Vomsdir vomsdir;
    private final Set<String> hosts;

    /** @param hosts the names of this machine, which an AC with targets must name */
    public VomsTrust(Vomsdir vomsdir, Collection<String> hosts) {
        this.vomsdir = vomsdir;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The directory this reads by, for whoever refreshes it. */
    public Vomsdir vomsdir() {
        return vomsdir;
    }

    /**
     * Reads the attributes at an instant.
     *
     * @param chain leaf first, already verified to be a good chain: names, signatures and order are not checked again
     * @param authorities believes an attribute authority's own chain; asked for each AC whose LSC entry fits
     */
    @Override
    public VomsReading read(List<X509Certificate> chain, AuthorityCheck authorities, Instant at) {
        Vomsdir.State directory = vomsdir.current();
        CarriedAttributes carried = CarriedAttributes.in(chain);
        List<VomsAttributes> believed = new ArrayList<>();
        List<RefusedAttributes> refused = new ArrayList<>();
        if (carried.fault() != null) {
            refused.add(carried.fault());
        }
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (ASN1Encodable ac : carried.acs()) {
            X509Certificate holder = chain.stream()
                    .filter(each -> !ProxyUtils.isProxy(each))
                    .findFirst()
                    .orElse(null);
            if (holder == null) {
                refused.add(new RefusedAttributes(
                        AttributeRefusal.AC_HOLDER_MISMATCH, null, "the chain has no end-entity certificate"));
                break;
            }
            AcVerdict verdict = new AcExamination(directory.vos(), authorities, hosts, holder, at).examine(ac);
            switch (verdict) {
                case AcVerdict.Believed good -> believed.add(good.attributes());
                case AcVerdict.Refused bad -> refused.add(bad.why());
            }
            from = verdict.from().isAfter(from) ? verdict.from() : from;
            until = verdict.until().isBefore(until) ? verdict.until() : until;
        }
        return new VomsReading(believed, refused, from, until, directory.generation());
    }

    @Override
    public long generation() {
        return vomsdir.generation();
    }

    @Override
    public void reread() {
        vomsdir.reread();
    }
}
