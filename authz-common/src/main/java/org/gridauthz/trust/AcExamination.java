package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.italiangrid.voms.VOMSGenericAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The questions asked of one attribute certificate, in the order of voms.md §8. voms-api-java answers those it can; asked
 * beside it are what it leaves open: our own time, the holder's serial number, hash strength, and that an authority speaks of
 * its own VO only.
 */
final class AcExamination {
    /** How far the authority's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);
    /** How long a refusal stands that a new CRL or the passing of time at the authority may change. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final int MOST_FQANS = 1024;
    private static final Pattern NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,255}");
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption);

    private final Map<String, VoAuthorities> vos;
    private final AuthorityCheck authorities;
    private final Set<String> hosts;
    private final X509Certificate endEntity;
    private final Instant at;

    AcExamination(
            Map<String, VoAuthorities> vos,
            AuthorityCheck authorities,
            Set<String> hosts,
            X509Certificate endEntity,
            Instant at) {
        this.vos = vos;
        this.authorities = authorities;
        this.hosts = hosts;
        this.endEntity = endEntity;
        this.at = at;
    }

    AcVerdict examine(ASN1Encodable der) {
        try {
            return judge(der);
        } catch (RuntimeException e) {
            // The library and BouncyCastle throw casts, index and state errors alike at what they cannot read, some
            // late.
            return refused(AttributeRefusal.AC_MALFORMED, null, "not a VOMS attribute certificate");
        }
    }

    private AcVerdict judge(ASN1Encodable der) {
        ReadAc ac = ReadAc.parse(der, endEntity);
        SlashDn issuer = Dn.of(ac.getIssuer()).slash();
        if (!NAME.matcher(ac.getVO()).matches() || !NAME.matcher(ac.getHost()).matches()) {
            return refused(AttributeRefusal.AC_MALFORMED, null, "the policy authority is not vo://host:port");
        }
        AcVerdict outOfTime = time(ac);
        if (outOfTime != null) {
            return outOfTime;
        }
        RefusedAttributes refusal = before(ac);
        if (refusal == null) {
            refusal = LibraryValidation.refusal(
                    ac, vos.getOrDefault(ac.getVO(), VoAuthorities.NONE), authorities, hosts, endEntity, at);
        }
        if (refusal == null && !isHolder(ac)) {
            refusal = new RefusedAttributes(
                    AttributeRefusal.AC_HOLDER_MISMATCH,
                    ac.getVO(),
                    "issued to another certificate, serial number " + ac.getHolderSerialNumber());
        }
        return refusal == null ? attributes(ac, issuer) : verdict(refusal);
    }

    private @Nullable AcVerdict time(ReadAc ac) {
        Instant begin = ac.getNotBefore().toInstant();
        Instant end = ac.getNotAfter().toInstant();
        if (at.isAfter(end)) {
            RefusedAttributes why = new RefusedAttributes(
                    AttributeRefusal.AC_EXPIRED, ac.getVO(), "valid until " + end + ", it is " + at);
            return new AcVerdict.Refused(why, end.plusSeconds(1), Instant.MAX);
        }
        if (at.isBefore(begin.minus(SKEW))) {
            RefusedAttributes why = new RefusedAttributes(
                    AttributeRefusal.AC_NOT_YET_VALID, ac.getVO(), "valid from " + begin + ", it is " + at);
            return new AcVerdict.Refused(why, Instant.MIN, begin.minus(SKEW));
        }
        return null;
    }

    private static @Nullable RefusedAttributes before(ReadAc ac) {
        String critical = ac.offendingCriticalExtension();
        if (critical != null) {
            return new RefusedAttributes(
                    AttributeRefusal.AC_CRITICAL_EXTENSION, ac.getVO(), "extension " + critical + " is critical");
        }
        if (ac.getVOMSAC().getExtension(Extension.authorityKeyIdentifier) == null) {
            return new RefusedAttributes(AttributeRefusal.AC_KEY_IDENTIFIER, ac.getVO(), "no authority key identifier");
        }
        boolean targeted = ac.getVOMSAC().getExtension(Extension.targetInformation) != null;
        if (targeted && ac.getTargets().isEmpty()) {
            return new RefusedAttributes(AttributeRefusal.AC_TARGET, ac.getVO(), "targets without a host");
        }
        return weakness(ac);
    }

    private static @Nullable RefusedAttributes weakness(ReadAc ac) {
        X509Certificate[] chain = ac.getAACertificates();
        if (chain != null
                && chain.length > 0
                && !chain[0].getPublicKey().getAlgorithm().equals("RSA")) {
            return new RefusedAttributes(
                    AttributeRefusal.AC_KEY_UNSUPPORTED,
                    ac.getVO(),
                    "the authority's key is " + chain[0].getPublicKey().getAlgorithm() + ", only RSA is supported");
        }
        ASN1ObjectIdentifier signature = ac.getVOMSAC().getSignatureAlgorithm().getAlgorithm();
        return SIGNATURES.contains(signature)
                ? null
                : new RefusedAttributes(
                        AttributeRefusal.AC_WEAK_SIGNATURE,
                        ac.getVO(),
                        "signature algorithm " + signature + " is not RSA with SHA-256 or better");
    }

    /** The library compares subjects loosely and no serial numbers. */
    private boolean isHolder(ReadAc ac) {
        return ac.isFor(endEntity.getSerialNumber())
                && Dn.of(ac.getHolder()).equals(Dn.of(endEntity.getSubjectX500Principal()));
    }

    private AcVerdict attributes(ReadAc ac, SlashDn issuer) {
        List<String> texts = ac.getFQANs();
        if (texts.isEmpty()) {
            return refused(AttributeRefusal.AC_MALFORMED, ac.getVO(), "no FQAN in it");
        }
        if (texts.size() > MOST_FQANS) {
            return refused(AttributeRefusal.AC_TOO_LARGE, ac.getVO(), "more than " + MOST_FQANS + " FQANs");
        }
        List<Fqan> fqans;
        try {
            fqans = texts.stream().map(Fqan::parse).toList();
        } catch (MalformedIdentityException e) {
            return refused(AttributeRefusal.AC_FQAN_MALFORMED, ac.getVO(), "an attribute is not an FQAN");
        }
        for (Fqan fqan : fqans) {
            if (!fqan.vo().equals(ac.getVO())) {
                return refused(
                        AttributeRefusal.AC_FQAN_OUTSIDE_VO, ac.getVO(), fqan + " is not of the VO " + ac.getVO());
            }
        }
        Instant end = ac.getNotAfter().toInstant();
        Instant until = end;
        X509Certificate[] chain = ac.getAACertificates();
        for (X509Certificate authority : chain == null ? new X509Certificate[0] : chain) {
            Instant authorityEnd = authority.getNotAfter().toInstant();
            until = authorityEnd.isBefore(until) ? authorityEnd : until;
        }
        List<GenericAttribute> generic =
                ac.getGenericAttributes().stream().map(AcExamination::attribute).toList();
        Instant begin = ac.getNotBefore().toInstant();
        return new AcVerdict.Believed(
                new VomsAttributes(ac.getVO(), fqans, generic, begin, end, issuer), begin.minus(SKEW), until);
    }

    private static GenericAttribute attribute(VOMSGenericAttribute read) {
        return new GenericAttribute(read.getName(), read.getValue(), read.getContext());
    }

    private AcVerdict refused(AttributeRefusal reason, @Nullable String vo, String detail) {
        return verdict(new RefusedAttributes(reason, vo, detail));
    }

    private AcVerdict verdict(RefusedAttributes why) {
        boolean mayChange = why.reason() == AttributeRefusal.AC_AUTHORITY_UNTRUSTED;
        return new AcVerdict.Refused(why, mayChange ? at : Instant.MIN, mayChange ? at.plus(SOON) : Instant.MAX);
    }
}
