package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AttributeCertificate;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.italiangrid.voms.VOMSAttribute;
import org.italiangrid.voms.asn1.VOMSACUtils;
import org.jspecify.annotations.Nullable;

/**
 * The most that a proxy may be given of a VO: what it was given when it was made. Whether its ACs are still to be believed
 * is no question here. Each proxy of the chain that carries ACs of the VO takes away what is not in them, so that whoever
 * holds a proxy can shorten the list with a further proxy of hers and never lengthen it; a reader that takes the nearest AC only
 * would let her cover up the one below.
 */
public final class ProxyLimit {
    private ProxyLimit() {}

    /**
     * The FQANs that proxies of the chain carry for this VO.
     *
     * @param chain leaf first
     * @return null if none carries any; empty if they have none in common, or one does not read
     */
    public static @Nullable Set<Fqan> of(List<X509Certificate> chain, String vo) {
        Set<Fqan> limit = null;
        for (X509Certificate certificate : chain) {
            if (ProxyKind.of(certificate) == null) {
                return limit;
            }
            CarriedAttributes carried = CarriedAttributes.of(certificate);
            Set<Fqan> here = carried.fault() != null ? new HashSet<>() : claimed(carried.acs(), vo);
            if (limit == null) {
                limit = here;
            } else if (here != null) {
                limit.retainAll(here);
            }
        }
        return limit;
    }

    private static @Nullable Set<Fqan> claimed(List<ASN1Encodable> acs, String vo) {
        Set<Fqan> all = null;
        for (ASN1Encodable der : acs) {
            try {
                VOMSAttribute ac = VOMSACUtils.deserializeVOMSAttributes(AttributeCertificate.getInstance(der));
                if (vo.equals(ac.getVO())) {
                    all = all == null ? new HashSet<>() : all;
                    for (String fqan : ac.getFQANs()) {
                        all.add(Fqan.parse(fqan));
                    }
                }
            } catch (MalformedIdentityException e) {
                // a name that is no FQAN is none of ours either
            } catch (RuntimeException e) { // of many kinds, if it is not a VOMS AC: it might have been one of this VO
                return new HashSet<>();
            }
        }
        return all;
    }
}
