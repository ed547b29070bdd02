package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.util.List;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.loadtest.site.LoadSite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server says of the stormer's community, summed since its start.
 *
 * @param refused calls that were answered 503
 * @param refusalSeconds processor time of those answers
 * @param closed refusals beyond the budget: the connection was closed
 * @param turned connections closed at accept
 */
record Standings(long refused, double refusalSeconds, long closed, long turned) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SILENCE_MILLIS = 10_000;

    /** Asked at the admin listener. */
    static Standings of(LoadSite site, Stage stage) throws IOException {
        Identity officer =
                new Identity(site.test().admin, List.of(site.test().ca.certificate()), SILENCE_MILLIS);
        int port = stage.instances().getFirst().port("admin");
        try (KeptConnection admin = officer.connect(port, false).connection()) {
            KeptConnection.Answer answer =
                    admin.exchange(KeptConnection.request("GET", "/api/v1/communities", new byte[0]));
            if (answer.status() != 200) {
                throw new IOException("the communities were answered " + answer.status());
            }
            for (JsonNode one : JSON.readTree(answer.body()).path("communities")) {
                if (one.path("name").asString().equals("a")) {
                    return new Standings(
                            one.path("refused").asLong(),
                            one.path("refusalSeconds").asDouble(),
                            one.path("closed").asLong(),
                            one.path("turned")
                                    .valueStream()
                                    .mapToLong(JsonNode::asLong)
                                    .sum());
                }
            }
            throw new IOException("there is no community a");
        }
    }

    Standings since(Standings before) {
        return new Standings(
                refused - before.refused,
                refusalSeconds - before.refusalSeconds,
                closed - before.closed,
                turned - before.turned);
    }

    /** Processor time of one refusal in microseconds; 0 where too few were answered to say. */
    double micros() {
        return refused < 20 ? 0 : refusalSeconds / refused * 1e6;
    }
}
