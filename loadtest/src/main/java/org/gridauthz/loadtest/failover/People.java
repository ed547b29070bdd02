package org.gridauthz.loadtest.failover;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;
import org.gridauthz.testkit.service.RunningService;

/**
 * Who asks and who is asked about, certified by the sample site's own CA and VO.
 *
 * @param callers hosts that call; each at an address of its own
 * @param known mapped and let in from the beginning
 * @param suspects whom the officer bans and lets in again
 */
record People(
        TestCa ca,
        TestVo vo,
        List<SSLContext> callers,
        SSLContext officer,
        List<Person> known,
        List<Person> suspects,
        String name) {
    private static final String BASE = "/DC=org/DC=gridauthz/OU=Sample";
    private static final int CALLERS = 8;

    /**
     * Makes them.
     *
     * @param credentials the sample site's folder of them
     * @param name in everybody's DN: nobody has had an account before
     */
    static People of(Path credentials, String name, int known, int suspects) {
        TestCredential root = Pem.read(List.of(), credentials.resolve("ca.pem"), credentials.resolve("ca-key.pem"));
        TestCa ca = TestCa.of(root.leaf(), root.key());
        TestVo vo = new TestVo(
                Pem.read(
                        List.of(ca.certificate()),
                        credentials.resolve("voms.pem"),
                        credentials.resolve("voms-key.pem")),
                "dune",
                "localhost",
                15000);
        List<X509Certificate> anchors = List.of(ca.certificate());
        List<SSLContext> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> "caller" + i + ".lab.example.org")
                .map(host -> ca.request(BASE + "/OU=HOSTS/CN=" + host)
                        .host(host)
                        .key(KeyKind.EC_P256)
                        .issue()
                        .sslContext(anchors))
                .toList();
        SSLContext officer = Pem.read(
                        List.of(ca.certificate()),
                        credentials.resolve("admin.pem"),
                        credentials.resolve("admin-key.pem"))
                .sslContext(anchors);
        return new People(
                ca,
                vo,
                callers,
                officer,
                persons(ca, vo, name + " K", known),
                persons(ca, vo, name + " S", suspects),
                name);
    }

    private static List<Person> persons(TestCa ca, TestVo vo, String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> person(ca, vo, name + i)).toList();
    }

    private static Person person(TestCa ca, TestVo vo, String name) {
        TestCredential one =
                ca.request(BASE + "/OU=People/CN=" + name).key(KeyKind.EC_P256).issue();
        TestCredential proxy = one.proxy()
                .key(KeyKind.EC_P256)
                .attributeCertificate(vo.ac(one, "/dune"))
                .issue();
        return new Person(one.slashName(), RunningService.chainBody(proxy));
    }

    /** Somebody nobody has asked about. */
    Person newcomer(int number) {
        return person(ca, vo, name + " N" + number);
    }
}
