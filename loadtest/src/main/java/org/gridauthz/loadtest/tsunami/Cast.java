package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.loadtest.load.HttpCall.Way;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.Population;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCredential;

/** Who calls and what they ask, in files for the loader processes. */
final class Cast {
    private static final int HITS = 200;
    private static final int STORMERS = 48;
    private static final int KEPT_CONNECTIONS = 16;
    private static final int NEW_AT_ONCE = 24;
    private static final int STORM_CONNECTIONS = 32;
    private static final int STORM_AT_ONCE = 128;
    private static final int NAMES = 50_000;

    private final Path directory;
    private final List<TestCredential> stormers;

    Cast(LoadSite site, int unknown) throws IOException {
        directory = site.test().directory();
        stormers = Population.hosts(site.test(), "storm", STORMERS, KeyKind.RSA_2048);
        Callers.write(directory.resolve("storm"), stormers, site.anchor());
        for (String other : List.of("b", "c")) {
            List<TestCredential> hosts =
                    Population.hosts(site.test(), "other-" + other, KEPT_CONNECTIONS, KeyKind.EC_P256);
            Callers.write(directory.resolve(other), hosts, site.anchor());
        }
        for (String service : List.of("saz", "gums")) {
            Population people =
                    new Population(site, service, Population.Mix.HITS, HITS, service.equals("saz") ? unknown : 1);
            Requests.write(
                    requests(service, "hits"),
                    IntStream.range(0, HITS).mapToObj(people::hit).toList());
            if (service.equals("saz")) {
                List<Asked> never = new ArrayList<>();
                for (int i = 0; i < unknown; i++) {
                    never.add(people.asked(people.firstTimer(), ""));
                }
                Requests.write(requests(service, "unknown"), never);
            } else {
                Requests.write(
                        requests(service, "names"),
                        IntStream.range(0, NAMES)
                                .mapToObj(i -> Asked.post(
                                        people.path(),
                                        "{\"subjects\":[{\"dn\":\"/DC=org/DC=gridauthz/CN=Storm Person %d\",\"fqans\":[\"/dune/storm\"]}]}"
                                                .formatted(i),
                                        ""))
                                .toList());
            }
        }
    }

    /** A request of the others. */
    Asked hit(String service) throws IOException {
        return Requests.read(requests(service, "hits")).getFirst();
    }

    private Path requests(String service, String name) {
        return directory.resolve("requests-" + service + "-" + name);
    }

    /** The arguments by which a service knows the stormers and lets them vouch. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < stormers.size(); i++) {
            String caller = "--gridauthz.access.callers[" + (i + 1) + "]";
            arguments.add(caller + ".dn=" + stormers.get(i).slashName());
            arguments.add(caller + ".vouch=dune");
        }
        return arguments;
    }

    /**
     * Who belongs where: by caller, and by listener where each has one. With one listener for all, whoever shakes hands is a stranger: a community of
     * nobody else, or one of the others would pay for the stormer's connections by its calls.
     */
    static String communities() {
        return """
            format: 1
            default: strangers
            communities:
              - {name: strangers, weight: %1$d}
              - {name: a, weight: %1$d, callers: ["/DC=org/DC=gridauthz/CN=storm*"], listeners: [a]}
              - {name: b, weight: %2$d, callers: ["/DC=org/DC=gridauthz/CN=other-b*"], listeners: [b]}
              - {name: c, weight: %2$d, callers: ["/DC=org/DC=gridauthz/CN=other-c*"], listeners: [c]}
            """.formatted(Shares.STORM, Shares.EACH_OTHER);
    }

    Stream kept(String other, String service, int port, double perSecond) {
        return stream("kept-" + other, Way.KEPT, service, "hits", other, port, perSecond, KEPT_CONNECTIONS);
    }

    Stream fresh(String other, String service, int port, double perSecond) {
        return stream("new-" + other, Way.NEW, service, "hits", other, port, perSecond, NEW_AT_ONCE);
    }

    /** What the stormer does. */
    Stream storm(Shape shape, int port, double perSecond) {
        return storm("storm", shape, port, perSecond);
    }

    /** The same into the sink; proxies never seen by the server stay so. */
    Stream sink(Shape shape, int port, double perSecond) {
        return storm("sink", shape, port, perSecond);
    }

    private Stream storm(String name, Shape shape, int port, double perSecond) {
        boolean connections = shape == Shape.NEW || shape == Shape.HALF_OPEN;
        return stream(
                name,
                connections ? Way.NEW : Way.KEPT,
                shape.service(),
                switch (shape) {
                    case UNKNOWN -> "unknown";
                    case SLOW_DATABASE -> "names";
                    default -> "hits";
                },
                "storm",
                port,
                perSecond,
                connections ? STORM_AT_ONCE : STORM_CONNECTIONS);
    }

    /** A few calls of the stormer's made in the real-time class: how soon it is refused. */
    Stream probe(String service, int port) {
        return stream("probe", Way.KEPT, service, "hits", "storm", port, 20, 4);
    }

    /** New connections of the stormer's that are meant. */
    Stream honest(String service, int port, double perSecond) {
        return stream("honest", Way.NEW, service, "hits", "storm", port, perSecond, NEW_AT_ONCE);
    }

    private Stream stream(
            String name, Way way, String service, String what, String who, int port, double perSecond, int workers) {
        String from = switch (who) {
            case "storm" -> name.equals("storm") || name.equals("sink") ? "127.0.1.1" : "127.0.1.100";
            case "b" -> "127.0.2.1";
            default -> "127.0.3.1";
        };
        return new Stream(
                name,
                way,
                port,
                requests(service, what).toString(),
                directory.resolve(who).toString(),
                from,
                perSecond,
                workers);
    }
}
