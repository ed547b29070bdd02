package org.gridauthz.testkit.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestKeys;
import org.gridauthz.testkit.ca.TestVo;

/**
 * Makes the world that {@code ./run} shows: {@code SampleSite DIR [NAME=VALUE...]}. What is already in DIR and good for
 * another day stays, so a second run changes nothing but an ageing proxy. {@code DIR/env} is a shell file naming the
 * parts; the NAME=VALUE arguments are put into it too. {@code HOST_NAMES} are further names, or addresses, of the services' hosts, with commas
 * between them.
 */
public final class SampleSite {
    /** The sample VO. */
    public static final String VO = "dune";

    private static final String BASE = "/DC=org/DC=gridauthz/OU=Sample";
    private static final Duration FRESH_PROXY = Duration.ofHours(11);
    private static final Duration FRESH_CRL = Duration.ofDays(7);

    private final Path directory;
    private final KeptCredentials kept;
    private final String hostName;
    private final TestCa ca;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private SampleSite(Path directory, Map<String, String> more) {
        this.environment.putAll(more);
        this.directory = directory.toAbsolutePath().normalize();
        this.kept = new KeptCredentials(this.directory.resolve("credentials"));
        this.hostName = HostName.read();
        this.ca = kept.ca("ca", () -> TestCa.root(BASE + "/CN=Sample CA"));
    }

    /** Makes or completes the site and prints where it is. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || Arrays.stream(arguments).skip(1).anyMatch(each -> each.indexOf('=') < 1)) {
            System.err.println("usage: SampleSite DIR [NAME=VALUE...]");
            System.exit(2);
        }
        Map<String, String> more = new LinkedHashMap<>();
        Arrays.stream(arguments).skip(1).map(each -> each.split("=", 2)).forEach(pair -> more.put(pair[0], pair[1]));
        System.out.println(make(Path.of(arguments[0]), more));
    }

    /**
     * Makes or completes the site.
     *
     * @param more further variables for the {@code env} file
     * @return the {@code env} file
     */
    public static Path make(Path directory, Map<String, String> more) {
        SampleSite site = new SampleSite(directory, more);
        site.trust();
        site.hosts();
        site.people();
        return site.writeEnvironment();
    }

    private void trust() {
        TestAnchors anchors = TestAnchors.in(directory.resolve("certificates"));
        String hash = TestAnchors.hashes(ca).getFirst();
        Path crl = anchors.directory().resolve(hash + ".r0");
        boolean current = Pem.reads(anchors.directory().resolve(hash + ".0"), ca.certificate());
        if (!current || !Pem.crlLasts(crl, FRESH_CRL)) {
            anchors.certificate(ca).policies(ca, BASE + "/*").crl(ca);
        }
        environment.put("CA_DIR", anchors.directory().toString());
    }

    private void hosts() {
        for (String service : List.of("host", "gums", "saz", "voms")) {
            credential(service, hostRequestName(service), KeyKind.RSA_2048);
            credential(service + "-ec", hostRequestName(service), KeyKind.EC_P256);
        }
        TestCredential authority = credential("voms", hostRequestName("voms"), KeyKind.RSA_2048);
        TestVo vo = new TestVo(authority, VO, "localhost", 15000);
        Path vomsdir = directory.resolve("vomsdir");
        vo.writeLsc(vomsdir);
        environment.put("VOMSDIR", vomsdir.toString());
        environment.put(
                "VOMSES",
                Pem.write(directory.resolve("vomses"), vo.vomses(), "rw-r--r--").toString());
        name("HOST", "host");
        name("HOST_EC", "host-ec");
        for (String service : List.of("gums", "saz", "voms")) {
            name(service.toUpperCase(Locale.ROOT), service);
            name(service.toUpperCase(Locale.ROOT) + "_EC", service + "-ec");
        }
        environment.put("VO", VO);
    }

    private String hostRequestName(String service) {
        // No slash inside a value: OpenSSL versions differ in how they print it, and LSC files are compared as text.
        return BASE + "/OU=" + service.toUpperCase(Locale.ROOT) + "/CN=" + hostName;
    }

    private TestCredential credential(String name, String subject, KeyKind kind) {
        return kept.issuedBy(
                ca,
                name,
                this::namesThisHost,
                () -> ca.request(subject)
                        .key(TestKeys.fresh(kind))
                        .host(hostNames())
                        .issue());
    }

    private String[] hostNames() {
        String others = environment.getOrDefault("HOST_NAMES", "");
        return Stream.concat(
                        Stream.of("localhost", "127.0.0.1", "::1", hostName),
                        Arrays.stream(others.split(",")).filter(name -> !name.isBlank()))
                .toArray(String[]::new);
    }

    private boolean namesThisHost(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> hostName.equals(name.get(1)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private void people() {
        TestCredential alice = person("alice", "Alice Adams");
        person("bob", "Bob Brown");
        person("mallory", "Mallory Moore");
        person("admin", "Site Admin");
        TestCredential authority = Pem.read(List.of(ca.certificate()), kept.certificate("voms"), kept.key("voms"));
        Path proxy = directory.resolve("credentials").resolve("alice-proxy.pem");
        if (!isFreshProxyOf(alice, authority, proxy)) {
            new TestVo(authority, VO, "localhost", 15000)
                    .proxy(alice, "/" + VO + "/Role=production", "/" + VO)
                    .writeProxy(proxy);
        }
        name("USER", "alice");
        environment.put("USER_PROXY", proxy.toString());
        name("ADMIN", "admin");
        name("BOB", "bob");
        name("MALLORY", "mallory");
    }

    private TestCredential person(String name, String commonName) {
        return kept.issuedBy(
                ca,
                name,
                () -> ca.request(BASE + "/OU=People/CN=" + commonName)
                        .key(TestKeys.fresh(KeyKind.RSA_2048))
                        .issue());
    }

    /** A proxy is renewed when an hour of it is over, and whenever what it was made of changed. */
    private static boolean isFreshProxyOf(TestCredential alice, TestCredential authority, Path file) {
        if (!Files.isReadable(file)) {
            return false;
        }
        try {
            TestCredential proxy = Pem.read(List.of(), file);
            return proxy.endEntity().equals(alice.leaf())
                    && KeptCredentials.lasts(proxy.leaf(), FRESH_PROXY)
                    && proxy.leaf().getNotBefore().after(authority.leaf().getNotBefore());
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void name(String variable, String credential) {
        environment.put(variable + "_CERT", kept.certificate(credential).toString());
        environment.put(variable + "_KEY", kept.key(credential).toString());
        environment.put(
                variable + "_DN",
                Pem.read(List.of(), kept.certificate(credential), kept.key(credential))
                        .slashName());
    }

    private Path writeEnvironment() {
        StringBuilder text = new StringBuilder("# The sample site; read it with: . ./.gridauthz/env\n");
        environment.forEach((name, value) -> text.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return Pem.write(directory.resolve("env"), text.toString(), "rw-r--r--");
    }
}
