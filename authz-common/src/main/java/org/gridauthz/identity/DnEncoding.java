package org.gridauthz.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.Dn.Rdn;
import org.gridauthz.identity.MalformedIdentityException.Code;

/**
 * The one canonical encoding of a name. Byte 1 (version), then for each RDN: number of attributes (4 bytes), and for each
 * attribute, sorted by type and value: length (4 bytes) and text of the OID, length and UTF-8 of the value. Every part
 * is counted, so no value can imitate structure. Keys are hashes of it: a change would be a change of every identity.
 */
final class DnEncoding {
    private static final byte VERSION = 1;

    private DnEncoding() {}

    static byte[] encode(List<Rdn> rdns) {
        List<byte[]> parts = new ArrayList<>();
        int size = 1;
        for (Rdn rdn : rdns) {
            size += 4;
            for (Attribute attribute : rdn.sorted()) {
                byte[] type = Dn.utf8(attribute.type());
                byte[] value = Dn.utf8(attribute.value());
                parts.add(type);
                parts.add(value);
                size += 8 + type.length + value.length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
        int next = 0;
        for (Rdn rdn : rdns) {
            out.putInt(rdn.attributes().size());
            for (int i = 0; i < 2 * rdn.attributes().size(); i++) {
                byte[] part = parts.get(next++);
                out.putInt(part.length).put(part);
            }
        }
        return out.array();
    }

    static List<Rdn> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (!in.hasRemaining() || in.get() != VERSION) {
            throw malformed();
        }
        List<Rdn> rdns = new ArrayList<>();
        while (in.hasRemaining()) {
            int count = count(in);
            List<Attribute> attributes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                attributes.add(new Attribute(text(in), text(in)));
            }
            rdns.add(new Rdn(attributes));
        }
        return rdns;
    }

    private static int count(ByteBuffer in) {
        if (in.remaining() < 4) {
            throw malformed();
        }
        int n = in.getInt();
        if (n < 0 || n > in.remaining()) {
            throw malformed();
        }
        return n;
    }

    private static String text(ByteBuffer in) {
        ByteBuffer part = in.slice(in.position() + 4, count(in.duplicate()));
        in.position(in.position() + 4 + part.remaining());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static MalformedIdentityException malformed() {
        return new MalformedIdentityException(Code.DN_MALFORMED, "not a canonical encoding of a name");
    }
}
