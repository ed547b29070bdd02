package org.gridauthz.loadtest.site;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who asks and who is asked about: hosts, people with proxies and attribute certificates, tokens; the same for the same seed. */
public final class Population {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] FQANS = {"/dune", "/dune/Role=production"};
    private static final int TOKENS = 50;
    private static final int BANNED = 5;

    private final LoadSite site;
    private final Mix mix;
    private final String path;
    private final String answered;
    private final List<TestCredential> proxies;
    private final List<String> tokens;
    private final List<TestCredential> banned;
    private final List<TestCredential> refused;
    private final List<TestCredential> firstTimers;
    private final AtomicInteger nextFirstTimer = new AtomicInteger();

    /**
     * Of a hundred thousand subjects.
     *
     * @param tokens a token seen before
     * @param banned a proxy of somebody banned
     * @param refused a proxy of a CA nobody believes
     * @param firstTimers a proxy never seen; the rest are proxies seen before
     */
    public record Mix(int tokens, int banned, int refused, int firstTimers) {
        /** What a quiet day looks like. */
        public static final Mix USUAL = new Mix(10_000, 2_000, 1_000, 200);

        /** Nothing but proxies seen before. */
        public static final Mix HITS = new Mix(0, 0, 0, 0);
    }

    /**
     * Makes them.
     *
     * @param service {@code saz} or {@code gums}: what is asked of them
     * @param people with a proxy each
     * @param firstTimers proxies kept ready; afterwards they come again and are none any more
     */
    public Population(LoadSite site, String service, Mix mix, int people, int firstTimers) {
        TestSite test = site.test();
        this.site = site;
        this.mix = mix;
        this.path = service.equals("gums") ? "/api/v1/mappings" : "/api/v1/decisions";
        this.answered = "\"decision\":\"permit\"";
        List<TestCredential> all =
                IntStream.range(0, people).mapToObj(i -> person(test.ca, i)).toList();
        this.proxies = IntStream.range(0, people)
                .mapToObj(i -> proxy(all.get(i), ac(all.get(i), FQANS[i % 2])))
                .toList();
        this.tokens = IntStream.range(0, TOKENS)
                .mapToObj(i -> site.tokens().token("robot-" + i))
                .toList();
        this.banned = IntStream.range(people, people + BANNED)
                .mapToObj(i -> person(test.ca, i))
                .map(one -> proxy(one, ac(one, FQANS[0])))
                .toList();
        TestCa stranger = TestCa.root("/DC=org/DC=elsewhere/CN=Unknown CA");
        this.refused = List.of(person(stranger, 0).proxy().key(KeyKind.EC_P256).issue());
        // An AC names its holder's certificate and no proxy, so one serves all proxies of somebody.
        List<byte[]> acs = firstTimers == 0
                ? List.of()
                : all.stream().map(one -> ac(one, FQANS[1])).toList();
        this.firstTimers = IntStream.range(0, firstTimers)
                .mapToObj(i -> proxy(all.get(i % people), acs.get(i % people)))
                .toList();
    }

    private static TestCredential person(TestCa ca, int number) {
        return ca.request("/DC=org/DC=gridauthz/CN=Load Person " + number)
                .key(KeyKind.EC_P256)
                .issue();
    }

    private byte[] ac(TestCredential person, String fqan) {
        return site.test().vo.ac(person, fqan);
    }

    private static TestCredential proxy(TestCredential person, byte[] ac) {
        return person.proxy().key(KeyKind.EC_P256).attributeCertificate(ac).issue();
    }

    /** Hosts that call, with keys of this kind. */
    public static List<TestCredential> hosts(TestSite site, String name, int count, KeyKind kind) {
        return IntStream.range(0, count)
                .mapToObj(i -> site.ca
                        .request("/DC=org/DC=gridauthz/CN=%s%d.example.org".formatted(name, i))
                        .host("%s%d.example.org".formatted(name, i))
                        .key(kind)
                        .issue())
                .toList();
    }

    /** The names to ban before the load. */
    public List<String> toBan() {
        return banned.stream().map(TestCredential::slashName).toList();
    }

    /** The decision call's path. */
    public String path() {
        return path;
    }

    /** One request about one subject of the mix. */
    public Asked single(SplittableRandom random) {
        int at = random.nextInt(100_000);
        if ((at -= mix.firstTimers()) < 0) {
            return asked(firstTimer(), answered);
        }
        if ((at -= mix.tokens()) < 0) {
            return token(tokens.get(random.nextInt(tokens.size())));
        }
        if ((at -= mix.banned()) < 0) {
            return asked(banned.get(random.nextInt(banned.size())), "\"decision\":\"deny\"");
        }
        if (at - mix.refused() < 0) {
            return asked(refused.getFirst(), "\"decision\":\"deny\"");
        }
        return hit(random.nextInt(proxies.size()));
    }

    /** A proxy seen before. */
    public Asked hit(int number) {
        return asked(proxies.get(number % proxies.size()), answered);
    }

    /** A proxy never seen, as long as there are any. */
    public TestCredential firstTimer() {
        return firstTimers.get(nextFirstTimer.getAndIncrement() % firstTimers.size());
    }

    /** About one chain. */
    public Asked asked(TestCredential subject, String expected) {
        return Asked.post(path, RunningService.chainBody(subject), expected);
    }

    private Asked token(String jwt) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("subjects").addObject().put("token", jwt);
        // In GUMS a token of /dune is mapped, in SAZ let in.
        return Asked.post(path, JSON.writeValueAsString(body), answered);
    }

    /** One request about many proxies seen before. */
    public Asked batch(int size) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode subjects = body.putArray("subjects");
        for (int i = 0; i < size; i++) {
            subjects.addObject().put("chain", proxies.get(i % proxies.size()).chainPem());
        }
        return Asked.post(path, JSON.writeValueAsString(body), answered);
    }

    /** Requests of the mix made beforehand, in an order from the seed. */
    public List<Asked> requests(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Asked> all = new ArrayList<>(count);
        Stream.generate(() -> single(random)).limit(count).forEach(all::add);
        return List.copyOf(all);
    }
}
