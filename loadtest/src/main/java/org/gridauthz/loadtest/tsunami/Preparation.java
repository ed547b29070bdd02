package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.util.List;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;

/**
 * Before anything is measured: every kind of call until code is compiled, what the server can do, a short storm of every shape, and the others' calls until
 * their slowest hundredth no longer changes.
 */
final class Preparation {
    private static final double STABLE = 0.25;
    private static final int MOST_LOOKS = 5;
    private static final int SILENCE_MILLIS = 20_000;

    private final LoadSite site;
    private final Cast cast;
    private final Remote others;
    private final double seconds;

    /** @param seconds for warming up; what is measured comes in addition */
    Preparation(LoadSite site, Cast cast, Remote others, double seconds) {
        this.site = site;
        this.cast = cast;
        this.others = others;
        this.seconds = seconds;
    }

    /** Calls of every kind, on every processor; says roughly what the server does there. */
    Shares warmUp(Stage stage, String service) throws IOException {
        Report.progress(
                "(%s) %s: warming up for %.0f s".formatted(stage.topology().letter(), service, seconds));
        Measured fresh = others.closed(cast.fresh("b", service, stage.b(), 0), seconds * 0.25);
        others.closed(cast.fresh("c", service, stage.c(), 0), seconds * 0.1);
        Measured own = others.closed(cast.storm(own(service), stage.storm(), 0), seconds * 0.1);
        others.closed(cast.kept("c", service, stage.c(), 0), seconds * 0.15);
        Measured kept = others.closed(cast.kept("b", service, stage.b(), 0), seconds * 0.25);
        return shares(kept, fresh, own);
    }

    /** What the server can do by itself. */
    Shares capacity(Stage stage, String service) throws IOException {
        double measure = Math.clamp(seconds / 12, 0.5, 2);
        Measured kept = others.closed(cast.kept("b", service, stage.b(), 0), measure);
        Measured fresh = others.closed(cast.fresh("b", service, stage.b(), 0), measure);
        // With A's own calls, so by its own port: what it could do were nobody else there.
        Measured own = others.closed(cast.storm(own(service), stage.storm(), 0), measure);
        Report.progress("(%s) %s: kept %.0f/s, new %.0f/s, %s %.0f/s"
                .formatted(
                        stage.topology().letter(),
                        service,
                        kept.answeredPerSecond(),
                        fresh.answeredPerSecond(),
                        own(service).words(),
                        own.answeredPerSecond()));
        return shares(kept, fresh, own);
    }

    private static Shape own(String service) {
        return service.equals("gums") ? Shape.SLOW_DATABASE : Shape.UNKNOWN;
    }

    private static Shares shares(Measured kept, Measured fresh, Measured own) {
        double most = Math.max(1, own.answeredPerSecond());
        return new Shares(Math.max(10, kept.answeredPerSecond()), Math.max(5, fresh.answeredPerSecond()), most, most);
    }

    /** A storm of each shape whose figures are thrown away: code that only a storm needs is compiled in it. */
    void rehearse(Play play, Stage stage, List<Shape> wanted) throws Exception {
        for (Shape shape : wanted) {
            play.rehearse(stage, shape, Math.max(0.3, seconds * 0.15 / wanted.size()));
        }
    }

    /** Calm until the others' calls take as long as before. */
    void settle(Play play, Stage stage, List<Shape> wanted) throws IOException {
        double last = 0;
        for (int i = 0; i < MOST_LOOKS; i++) {
            double now = play.calm(stage, wanted.getFirst(), Math.clamp(seconds / 20, 0.3, 1.5));
            Report.progress("(%s) the others' kept p99 without any storm: %.2f ms"
                    .formatted(stage.topology().letter(), now));
            if (i > 0 && Math.abs(now - last) <= STABLE * last) {
                return;
            }
            last = now;
        }
    }

    /** Processor time of a call at the bare servlet, which reads the same body and answers the same bytes; in microseconds. */
    double bareMicros(Stage stage, String service) throws IOException {
        Instance server = stage.instances().getFirst();
        Identity somebody =
                new Identity(site.test().storage, List.of(site.test().ca.certificate()), SILENCE_MILLIS);
        byte[] hit = cast.hit(service).request();
        try (KeptConnection ours = somebody.connect(stage.calm(server), false).connection();
                KeptConnection bare =
                        somebody.connect(server.port("bare"), false).connection()) {
            byte[] answer = ours.exchange(hit).body();
            int status =
                    bare.exchange(KeptConnection.request("PUT", "/", answer)).status();
            if (status != 200) {
                throw new IOException("the bare servlet answered " + status);
            }
        }
        Stream calls = cast.kept("b", service, server.port("bare"), 0);
        others.closed(calls, seconds * 0.1);
        double before = server.processorSeconds();
        Measured measured = others.closed(calls, Math.clamp(seconds / 12, 0.5, 2));
        return (server.processorSeconds() - before)
                * 1e6
                / Math.max(1, measured.answered().count());
    }
}
