package org.gridauthz.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1NumericString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.ASN1VisibleString;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.Dn.Rdn;
import org.gridauthz.identity.MalformedIdentityException.Code;

/** Reads the RDNs of a DER name. Each string type has its own charset; what does not decode is refused, never guessed. */
final class DerName {
    /** A name's bytes, at most; a longer one could not be rendered within {@link SlashDn#MAX_LENGTH} anyway. */
    private static final int MAX_BYTES = 16 * 1024;

    private DerName() {}

    static List<Rdn> read(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw malformed("a name longer than " + MAX_BYTES + " bytes");
        }
        try {
            List<Rdn> rdns = new ArrayList<>();
            for (ASN1Encodable rdn : ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der))) {
                List<Attribute> attributes = new ArrayList<>();
                for (ASN1Encodable attribute : ASN1Set.getInstance(rdn)) {
                    ASN1Sequence pair = ASN1Sequence.getInstance(attribute);
                    if (pair.size() != 2) {
                        throw malformed("an attribute is not a type and a value");
                    }
                    attributes.add(new Attribute(
                            ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0))
                                    .getId(),
                            text(pair.getObjectAt(1))));
                }
                rdns.add(new Rdn(attributes));
            }
            return rdns;
        } catch (MalformedIdentityException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // BouncyCastle reports bad ASN.1 by several unchecked exceptions
            throw malformed("not a DER name");
        }
    }

    private static String text(ASN1Encodable value) throws IOException {
        Charset charset = switch (value) {
            case ASN1UTF8String s -> StandardCharsets.UTF_8;
            case ASN1PrintableString s -> StandardCharsets.US_ASCII;
            case ASN1IA5String s -> StandardCharsets.US_ASCII;
            case ASN1NumericString s -> StandardCharsets.US_ASCII;
            case ASN1VisibleString s -> StandardCharsets.US_ASCII;
            // Nobody ever implemented T.61; certificates that use the type hold Latin-1 (OpenSSL assumes so too).
            case ASN1T61String s -> StandardCharsets.ISO_8859_1;
            case ASN1BMPString s -> StandardCharsets.UTF_16BE;
            case ASN1UniversalString s -> Charset.forName("UTF-32BE");
            default -> throw malformed("a value is not a character string");
        };
        byte[] encoded = value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        int lengthOctets = encoded[1] < 0 ? encoded[1] & 0x7f : 0;
        int header = 2 + lengthOctets;
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(encoded, header, encoded.length - header))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("a value does not decode as " + charset.name());
        }
    }

    private static MalformedIdentityException malformed(String what) {
        return new MalformedIdentityException(Code.DN_MALFORMED, what);
    }
}
