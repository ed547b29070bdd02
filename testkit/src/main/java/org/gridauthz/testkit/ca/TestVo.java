package org.gridauthz.testkit.ca;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.AttributeAuthority;
import org.gridauthz.trust.AttributeOrder;

/**
 * A VO with its attribute authority: what a VOMS server is to the rest of the world.
 *
 * @param authority the authority's certificate and key
 * @param name the VO
 * @param host its server, and the name of its LSC file
 * @param port where {@code voms-proxy-init} would connect
 */
public record TestVo(TestCredential authority, String name, String host, int port) {
    /** A VO whose authority is certified by this CA. */
    public static TestVo of(TestCa ca, String name, String host) {
        return new TestVo(ca.host("/DC=org/DC=gridauthz/CN=" + host, host), name, host, 15000);
    }

    /** An AC for the person behind this credential, good for 12 hours, as DER. */
    public byte[] ac(TestCredential holder, String... fqans) {
        return ac(order(holder, fqans));
    }

    /** An AC as ordered, as DER. */
    public byte[] ac(AttributeOrder order) {
        return issuing(Clock.systemUTC()).issue(order).der();
    }

    /** An order for the person behind this credential, to be refined. */
    public AttributeOrder order(TestCredential holder, String... fqans) {
        List<Fqan> parsed = Stream.of(fqans).map(Fqan::parse).toList();
        return AttributeOrder.of(holder.endEntity(), parsed, Duration.ofHours(12));
    }

    /** The issuing side, believing a clock. */
    public AttributeAuthority issuing(Clock clock) {
        return new AttributeAuthority(authority.leaf(), authority.key(), name, host, port, clock);
    }

    /** An RFC proxy of the person carrying an AC with these FQANs. */
    public TestCredential proxy(TestCredential holder, String... fqans) {
        return holder.proxy().attributeCertificate(ac(holder, fqans)).issue();
    }

    /** The LSC file's text: subject and issuer of the authority. */
    public String lsc() {
        return SlashNames.slashSubject(authority.leaf()) + "\n" + SlashNames.slashIssuer(authority.leaf()) + "\n";
    }

    /** Writes {@code <vomsdir>/<vo>/<host>.lsc}. */
    public Path writeLsc(Path vomsdir) {
        return Pem.write(vomsdir.resolve(name).resolve(host + ".lsc"), lsc(), "rw-r--r--");
    }

    /** The line of a vomses file. */
    public String vomses() {
        return "\"%s\" \"%s\" \"%d\" \"%s\" \"%s\"\n"
                .formatted(name, host, port, SlashNames.slashSubject(authority.leaf()), name);
    }
}
