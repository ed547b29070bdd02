package org.gridauthz.trust;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.gridauthz.identity.Fqan;

/**
 * What an attribute certificate is to say.
 *
 * @param holder the end-entity certificate's <em>subject</em>: RFC 3281 wants its issuer, readers want this (voms.md §7)
 * @param holderSerial the end-entity certificate's serial number
 * @param fqans in the order to issue, the primary one first
 * @param genericAttributes possibly none
 * @param targets host names it is good for; none means everywhere
 * @param lifetime from now; cut to the end of the authority's certificate
 * @param longForm whether FQANs are written with {@code Role=NULL} and {@code Capability=NULL}, as old map files match
 */
public record AttributeOrder(
        X500Principal holder,
        BigInteger holderSerial,
        List<Fqan> fqans,
        List<GenericAttribute> genericAttributes,
        List<String> targets,
        Duration lifetime,
        boolean longForm) {
    public AttributeOrder {
        fqans = List.copyOf(fqans);
        genericAttributes = List.copyOf(genericAttributes);
        targets = List.copyOf(targets);
    }

    /** FQANs for a person, in the long form, without further attributes or targets. */
    public static AttributeOrder of(X509Certificate endEntity, List<Fqan> fqans, Duration lifetime) {
        return new AttributeOrder(
                endEntity.getSubjectX500Principal(),
                endEntity.getSerialNumber(),
                fqans,
                List.of(),
                List.of(),
                lifetime,
                true);
    }

    /** The same with generic attributes. */
    public AttributeOrder with(List<GenericAttribute> more) {
        return new AttributeOrder(holder, holderSerial, fqans, more, targets, lifetime, longForm);
    }

    /** The same for these hosts only. */
    public AttributeOrder targeting(String... hosts) {
        return new AttributeOrder(holder, holderSerial, fqans, genericAttributes, List.of(hosts), lifetime, longForm);
    }

    /** The same with FQANs as they are, nothing appended. */
    public AttributeOrder shortForm() {
        return new AttributeOrder(holder, holderSerial, fqans, genericAttributes, targets, lifetime, false);
    }
}
