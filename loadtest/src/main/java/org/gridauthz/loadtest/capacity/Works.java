package org.gridauthz.loadtest.capacity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.loadtest.load.HttpCall.Way;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.load.Traffic;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.OpenSslServer;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.Population;
import org.gridauthz.testkit.ca.KeyKind;

/** The kinds of call and what each is held against. */
final class Works implements AutoCloseable {
    private static final int HOSTS = 16;
    private static final int SILENCE_MILLIS = 10_000;
    private static final int REQUESTS = 2_000;
    private static final double KEPT_BAR = 0.6;
    private static final double NEW_BAR = 0.6;

    private final LoadSite site;
    private final Population people;
    private final Instance server;
    private final int batch;
    private final OpenSslServer openssl;

    Works(LoadSite site, Population people, Instance server, Placement placement, int batch)
            throws IOException, InterruptedException {
        this.site = site;
        this.people = people;
        this.server = server;
        this.batch = batch;
        this.openssl = OpenSslServer.start(site, site.ecHost(), placement);
    }

    List<Work> all(long seed) throws IOException {
        List<Asked> mix = people.requests(seed, REQUESTS);
        List<Asked> hits = IntStream.range(0, 100).mapToObj(people::hit).toList();
        List<Identity> rsa = identities(KeyKind.RSA_2048);
        List<Identity> ec = identities(KeyKind.EC_P256);
        List<Work> all = new ArrayList<>();
        all.add(new Work(
                "kept, single",
                1,
                traffic(rsa, Way.KEPT, mix),
                traffic(rsa.subList(0, 2), Way.KEPT, hits),
                bare(rsa.subList(0, 2), hits.getFirst()),
                KEPT_BAR));
        Asked many = people.batch(batch);
        Traffic batches = Traffic.of(rsa, Way.KEPT, server.port("service"), List.of(many), 4);
        all.add(new Work("kept, batch of " + batch, batch, batches, batches, null, 0));
        for (Way way : List.of(Way.NEW, Way.RESUMED)) {
            String suffix = way == Way.NEW ? "" : ", resumed";
            double bar = way == Way.NEW ? NEW_BAR : 0;
            all.add(connections("new, RSA-2048" + suffix, rsa, way, mix, hits, 0));
            all.add(connections("new, P-256" + suffix, ec, way, mix, hits, bar));
        }
        return all;
    }

    /** The body of a batch, without its head. */
    byte[] batchBody() {
        byte[] whole = people.batch(batch).request();
        for (int at = 0; at + 4 <= whole.length; at++) {
            if (whole[at] == '\r' && whole[at + 1] == '\n' && whole[at + 2] == '\r' && whole[at + 3] == '\n') {
                return Arrays.copyOfRange(whole, at + 4, whole.length);
            }
        }
        throw new IllegalStateException("a request has a head");
    }

    private Work connections(
            String name, List<Identity> identities, Way way, List<Asked> mix, List<Asked> hits, double bar) {
        Traffic baseline = Traffic.of(identities, way, openssl.port(), List.of(OpenSslServer.TINY), 4);
        return new Work(
                name,
                1,
                traffic(identities, way, mix),
                Traffic.of(identities, way, server.port("service"), hits, 4),
                new Work.Baseline("openssl s_server", new Paired.Side(baseline, openssl::processorSeconds)),
                bar);
    }

    private Traffic traffic(List<Identity> identities, Way way, List<Asked> requests) {
        return Traffic.of(identities, way, server.port("service"), requests, identities.size());
    }

    /** The servlet reads the same body and returns the bytes that the service would. */
    private Work.Baseline bare(List<Identity> identities, Asked request) throws IOException {
        byte[] answer;
        try (KeptConnection ours =
                identities.getFirst().connect(server.port("service"), false).connection()) {
            answer = ours.exchange(request.request()).body();
        }
        try (KeptConnection bare =
                identities.getFirst().connect(server.port("bare"), false).connection()) {
            int status = bare.exchange(KeptConnection.request("PUT", people.path(), answer))
                    .status();
            if (status != 200) {
                throw new IOException("the bare servlet answered " + status);
            }
        }
        return new Work.Baseline(
                "a bare servlet",
                new Paired.Side(
                        Traffic.of(identities, Way.KEPT, server.port("bare"), List.of(request), identities.size()),
                        server::processorSeconds));
    }

    private List<Identity> identities(KeyKind kind) {
        return Population.hosts(site.test(), kind == KeyKind.RSA_2048 ? "wn" : "ec", HOSTS, kind).stream()
                .map(host -> new Identity(host, List.of(site.test().ca.certificate()), SILENCE_MILLIS))
                .toList();
    }

    @Override
    public void close() {
        openssl.close();
    }
}
