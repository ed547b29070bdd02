package org.gridauthz.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.gridauthz.identity.MalformedIdentityException.Code;

/**
 * An X.500 name as a certificate carries it: RDNs in certificate order, each a set of attributes (type OID, value as
 * text). The ASN.1 string type of a value is not part of the identity: {@code PrintableString "x"} and
 * {@code UTF8String "x"} are one value. Nothing else is folded; case and blanks count.
 *
 * <p>Two names are equal when their canonical encodings are: see {@link DnEncoding}.
 */
public final class Dn {
    /** More RDNs than any real name has; a longer one is refused. */
    public static final int MAX_RDNS = 64;

    private static final Pattern LOOKS_LIKE_A_TYPE =
            Pattern.compile("[/+][A-Za-z0-9.-]+=|\\\\(?:x[0-9A-Fa-f]{2}|[/+])");

    private final List<Rdn> rdns;
    private final byte[] key;
    private final SlashDn slash;
    private final boolean ambiguous;

    /**
     * One attribute of a name.
     *
     * @param type dotted OID
     * @param value text, any characters, never empty of meaning but possibly of length 0
     */
    public record Attribute(String type, String value) {}

    /** One relative name: usually one attribute, in multi-valued RDNs several, in certificate order. */
    public record Rdn(List<Attribute> attributes) {
        public Rdn {
            attributes = List.copyOf(attributes);
            if (attributes.isEmpty()) {
                throw new MalformedIdentityException(Code.DN_MALFORMED, "an RDN must hold an attribute");
            }
        }

        /** The attributes in the one order that does not depend on their string types. */
        List<Attribute> sorted() {
            return attributes.stream()
                    .sorted(Comparator.comparing(Attribute::type).thenComparing(Attribute::value))
                    .toList();
        }
    }

    /**
     * @throws MalformedIdentityException if there is no RDN, there are more than {@value #MAX_RDNS}, or the rendered form
     *     is longer than {@link SlashDn#MAX_LENGTH}
     */
    public Dn(List<Rdn> rdns) {
        this.rdns = List.copyOf(rdns);
        if (rdns.isEmpty() || rdns.size() > MAX_RDNS) {
            throw new MalformedIdentityException(
                    Code.DN_MALFORMED, "a DN must have 1 to " + MAX_RDNS + " RDNs, this has " + rdns.size());
        }
        this.slash = OnelineForm.render(this.rdns);
        this.key = Sha256.of(DnEncoding.encode(this.rdns));
        this.ambiguous = looksLikeSeveral(this.rdns);
    }

    /**
     * Reads a DER {@code Name} (RFC 5280 §4.1.2.4).
     *
     * @throws MalformedIdentityException if the bytes are no name, a value is no character string or does not decode, or
     *     a bound is passed
     */
    public static Dn ofDer(byte[] der) {
        return new Dn(DerName.read(der));
    }

    /** As {@link #ofDer}. */
    public static Dn of(X500Principal name) {
        return ofDer(name.getEncoded());
    }

    /** Reads back what {@link #encoded} wrote. */
    public static Dn decode(byte[] canonical) {
        return new Dn(DnEncoding.decode(canonical));
    }

    /** In certificate order. */
    public List<Rdn> rdns() {
        return rdns;
    }

    /** The canonical encoding, a stable format: it may be stored. */
    public byte[] encoded() {
        return DnEncoding.encode(rdns);
    }

    /** SHA-256 of the canonical encoding: 32 bytes, a fresh array. */
    public byte[] key() {
        return key.clone();
    }

    /** The text that OpenSSL's {@code X509_NAME_oneline} and so every old protocol and file shows. */
    public SlashDn slash() {
        return slash;
    }

    /**
     * Whether {@link #slash} could as well be the rendering of another name: a value holds something that reads like the
     * start of another attribute ({@code /type=}, {@code +type=}) or like an escaped byte or slash.
     */
    public boolean ambiguous() {
        return ambiguous;
    }

    private static boolean looksLikeSeveral(List<Rdn> rdns) {
        for (Rdn rdn : rdns) {
            for (Attribute attribute : rdn.attributes()) {
                if (LOOKS_LIKE_A_TYPE.matcher(attribute.value()).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether this name is {@code parent} with further RDNs appended. */
    public boolean startsWith(Dn parent) {
        int n = parent.rdns.size();
        return rdns.size() >= n
                && MessageDigest.isEqual(DnEncoding.encode(rdns.subList(0, n)), DnEncoding.encode(parent.rdns));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dn dn && MessageDigest.isEqual(key, dn.key);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(key).getInt();
    }

    /** The slash form, for logs and messages. */
    @Override
    public String toString() {
        return slash.text();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
