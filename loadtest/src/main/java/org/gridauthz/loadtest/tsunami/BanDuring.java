package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.SiteBans;

/**
 * A ban written in the middle of a storm.
 *
 * @param writtenMillis from the officer's connecting to the 201
 * @param inForceMillis from the 201 until the last instance refused; negative if one never did
 */
record BanDuring(double writtenMillis, double inForceMillis) {
    static final BanDuring NONE = new BanDuring(-1, -1);

    private static final int SILENCE_MILLIS = 5_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Bans somebody and asks every instance, as one of the others, until it knows. */
    static BanDuring make(LoadSite site, Stage stage, String service) throws IOException {
        String dn = "/DC=org/DC=gridauthz/CN=Banned In A Storm " + UUID.randomUUID();
        String path = service.equals("gums") ? "/api/v1/mappings" : "/api/v1/decisions";
        Identity asking =
                new Identity(site.test().storage, List.of(site.test().ca.certificate()), SILENCE_MILLIS);
        List<KeptConnection> instances = new ArrayList<>();
        try {
            for (Instance instance : stage.instances()) {
                instances.add(asking.connect(stage.calm(instance), false).connection());
            }
            long begun = System.nanoTime();
            write(site, stage, service, dn);
            long written = System.nanoTime();
            byte[] question = KeptConnection.request(
                    "POST",
                    path,
                    "{\"subjects\":[{\"dn\":\"%s\",\"fqans\":[\"/dune/Role=production\"]}]}"
                            .formatted(dn)
                            .getBytes(StandardCharsets.UTF_8));
            for (KeptConnection instance : instances) {
                while (!denied(instance.exchange(question))) {
                    if (System.nanoTime() - written > PATIENCE_NANOS) {
                        return new BanDuring((written - begun) / 1e6, -1);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
                }
            }
            return new BanDuring((written - begun) / 1e6, (System.nanoTime() - written) / 1e6);
        } finally {
            for (KeptConnection instance : instances) {
                instance.close();
            }
        }
    }

    /** At the stormed SAZ's own admin listener; GUMS has none for bans, so there the ban comes by the change log. */
    private static void write(LoadSite site, Stage stage, String service, String dn) throws IOException {
        if (service.equals("gums")) {
            SiteBans.ban(site, List.of(dn));
            return;
        }
        Identity officer =
                new Identity(site.test().admin, List.of(site.test().ca.certificate()), SILENCE_MILLIS);
        int port = stage.instances().getFirst().port("admin");
        try (KeptConnection saz = officer.connect(port, false).connection()) {
            KeptConnection.Answer answer = saz.exchange(KeptConnection.request(
                    "POST",
                    "/api/v1/bans",
                    "{\"kind\":\"dn\",\"value\":\"%s\",\"reason\":\"storm\",\"ticket\":\"none\"}"
                            .formatted(dn)
                            .getBytes(StandardCharsets.UTF_8),
                    "Idempotency-Key: " + UUID.randomUUID()));
            if (answer.status() != 201) {
                throw new IOException("the ban was answered " + answer.status());
            }
        }
    }

    private static boolean denied(KeptConnection.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).contains("\"decision\":\"deny\"");
    }
}
