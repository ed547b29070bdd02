package org.gridauthz.testkit.service;

import java.nio.file.Path;
import java.util.List;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;

/** A CA, the VO "dune" and people, on disk as services read them: one site may have several services. */
public final class TestSite {
    /** The DN of {@link #admin}. */
    public static final String ADMIN = "/DC=org/DC=gridauthz/CN=Ada Admin";

    /** The DN of {@link #storage}. */
    public static final String VOUCHER = "/DC=org/DC=gridauthz/CN=se1.example.org";

    public final TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=Test CA");
    public final TestVo vo = TestVo.of(ca, "dune", "voms.example.org");

    /** A host without further rights. */
    public final TestCredential gatekeeper = ca.host("/DC=org/DC=gridauthz/CN=ce1.example.org", "ce1.example.org");

    /** A host that may ask for others and vouches for the FQANs of "dune". */
    public final TestCredential storage = ca.host(VOUCHER, "se1.example.org");

    /** Every verb, for every VO. */
    public final TestCredential admin = ca.person(ADMIN);

    public final TestCredential alice = ca.person("/DC=org/DC=gridauthz/CN=Alice Adams");
    private final Path directory;
    private final Path certificate;
    private final Path key;

    /** Writes anchors, vomsdir and the host credential that services answer with. */
    public TestSite(Path directory) {
        this.directory = directory;
        TestAnchors.in(anchors()).add(ca);
        vo.writeLsc(vomsdir());
        TestCredential host = ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost", "127.0.0.1");
        certificate = host.writeChain(directory.resolve("host.pem"));
        key = host.writeKey(directory.resolve("host.key"));
    }

    /**
     * What a service is started with: the listeners "service" and "admin" on free ports.
     *
     * @param databaseUrl with user and word inside; migrated
     */
    public List<String> arguments(String databaseUrl) {
        return List.of(
                "--spring.datasource.url=" + databaseUrl,
                "--gridauthz.trust.anchors=" + anchors(),
                "--gridauthz.trust.vomsdir=" + vomsdir(),
                "--gridauthz.decisions.directory=" + directory,
                "--gridauthz.tls.host-keys[0].certificate=" + certificate,
                "--gridauthz.tls.host-keys[0].key=" + key,
                "--gridauthz.tls.listeners[0].name=service",
                "--gridauthz.tls.listeners[0].port=0",
                "--gridauthz.tls.listeners[1].name=admin",
                "--gridauthz.tls.listeners[1].port=0",
                "--management.server.port=0",
                "--gridauthz.access.admins[0].dn=" + ADMIN,
                "--gridauthz.access.admins[0].verbs=READ,MEMBERS,POLICY,POOLS,BANS,ADMINS,METRICS",
                "--gridauthz.access.callers[0].dn=" + VOUCHER,
                "--gridauthz.access.callers[0].vouch=dune",
                "--gridauthz.access.callers[0].ask-for=true");
    }

    /** The certificate chain of this host, PEM. */
    public Path certificate() {
        return certificate;
    }

    /** Its key, PEM. */
    public Path key() {
        return key;
    }

    public Path directory() {
        return directory;
    }

    public Path anchors() {
        return directory.resolve("certificates");
    }

    public Path vomsdir() {
        return directory.resolve("vomsdir");
    }
}
