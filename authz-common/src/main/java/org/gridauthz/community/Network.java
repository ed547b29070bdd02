package org.gridauthz.community;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of IPv4 or IPv6 addresses in CIDR form, {@code 192.0.2.0/24} or {@code 2001:db8::/32}; a bare address is itself
 * alone. Host names are not taken: nothing here ever asks a name server.
 */
public final class Network {
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException if it is no address, or has bits behind the prefix */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? 8 * address.length : length(text.substring(slash + 1), 8 * address.length);
        for (int bit = bits; bit < 8 * address.length; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                throw new IllegalArgumentException("it has bits set behind the first " + bits);
            }
        }
        return new Network(address, bits);
    }

    /** Whether an address lies in it; IPv4 addresses inside IPv6 are IPv4. */
    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        if (whole > 0 && !Arrays.equals(prefix, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (prefix[whole] ^ other[whole]) >> (8 - rest) == 0;
    }

    /** Length of the prefix in bits. */
    public int bits() {
        return bits;
    }

    private static byte[] address(String text) {
        boolean literal =
                text.indexOf(':') >= 0 ? text.matches("[0-9a-fA-F:.]{2,45}") : text.matches("(\\d{1,3}\\.){3}\\d{1,3}");
        try {
            if (literal) {
                InetAddress address = InetAddress.getByName(text);
                boolean mapped = text.indexOf(':') >= 0 && !(address instanceof Inet6Address);
                if (!mapped) {
                    return address.getAddress();
                }
            }
        } catch (UnknownHostException e) {
            // Named below.
        }
        throw new IllegalArgumentException("not an IPv4 or IPv6 address");
    }

    private static int length(String text, int most) {
        int bits = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("the prefix length lies between 0 and " + most);
        }
        return bits;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(prefix).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it was an address when it was read
        }
    }
}
