package org.gridauthz.trust;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;

/**
 * A believed chain: who holds it, and what it says of her.
 *
 * @param subject the end-entity certificate's subject: the identity, whatever proxies stand before it
 * @param issuer the end-entity certificate's issuer
 * @param serial the end-entity certificate's serial number
 * @param proxy whether the leaf is a proxy
 * @param limited whether the leaf is a limited proxy, which must not start jobs
 * @param attributes the VOMS attributes, one element an AC; possibly none
 * @param refusedAttributes ACs that were there and not believed; they cost their attributes only
 * @param notAfter when the first certificate of chain and path expires
 * @param chainDigest SHA-256 over all certificates presented
 */
public record VerifiedChain(
        Dn subject,
        Dn issuer,
        BigInteger serial,
        boolean proxy,
        boolean limited,
        List<VomsAttributes> attributes,
        List<RefusedAttributes> refusedAttributes,
        Instant notAfter,
        byte[] chainDigest) {
    public VerifiedChain {
        attributes = List.copyOf(attributes);
        refusedAttributes = List.copyOf(refusedAttributes);
        chainDigest = chainDigest.clone();
    }

    @Override
    public byte[] chainDigest() {
        return chainDigest.clone();
    }

    /** The FQANs of all ACs in order; the first is the primary one. */
    public List<Fqan> fqans() {
        return attributes.size() == 1
                ? attributes.getFirst().fqans()
                : attributes.stream().flatMap(ac -> ac.fqans().stream()).toList();
    }

    /** The holder as decisions know her; her attributes count as verified. */
    public Subject.Person person() {
        return new Subject.Person(
                subject.slash(), subject.ambiguous(), issuer.slash(), serial.toString(), fqans(), true);
    }
}
