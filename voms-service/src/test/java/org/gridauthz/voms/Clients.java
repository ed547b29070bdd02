package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.VerifiedChain;
import org.gridauthz.trust.VomsAttributes;
import org.gridauthz.voms.VomsPlace.Desk;
import org.gridauthz.voms.port.Line;

/** What Debian's clients say, and what their proxies are worth; 2 are the C ones and 3 the Java ones. */
final class Clients {
    private static final Pattern ATTRIBUTE = Pattern.compile("attribute : (/\\S+)/Capability=NULL");

    private Clients() {}

    static void passed(ClientRun run) {
        assertThat(run.exit()).as(run.output()).isZero();
    }

    /** The groups and roles that the info command lists, {@code Role=NULL} left out; with 2 it is VOMS's own C library that verifies. */
    static List<String> listed(Desk desk, int client) {
        return ATTRIBUTE
                .matcher(desk.info(client, "-all"))
                .results()
                .map((MatchResult found) -> found.group(1).replace("/Role=NULL", ""))
                .toList();
    }

    /** What a service believes of it; the attribute certificate is judged by voms-api-java. */
    static VomsAttributes believed(VomsPlace place, TestCredential proxy) {
        ChainVerdict verdict = place.service.part(GridTrust.class).verify(proxy.chain());
        assertThat(verdict).isInstanceOf(ChainVerdict.Believed.class);
        VerifiedChain chain = ((ChainVerdict.Believed) verdict).chain();
        assertThat(chain.refusedAttributes()).isEmpty();
        return chain.attributes().getFirst();
    }

    /** The end of what a client prints when it gets nothing of the VO. */
    static String refused(String vo, int port, int client, String... message) {
        String words = String.join("\n", message);
        return client == 2
                ? " \"" + vo + "\" Failed\n\nError: " + words
                        + "\n\nNone of the contacted servers for " + vo + " were capable\n"
                        + "of returning a valid AC for the user.\n"
                : "Remote VOMS server contacted succesfully.\n\nVOMS server localhost:" + port
                        + " returned the following errors:\n" + words
                        + "\nNone of the contacted servers for " + vo
                        + " were capable of returning a valid AC for the user.\n"
                        + "User's request for VOMS attributes could not be fulfilled.\n";
    }

    /** Somebody asks "dune" and reads these words, once. */
    static void getsNothing(VomsPlace place, TestCredential who, int client, String voms, String... message) {
        ClientRun run = place.desk(who).init(client, "-voms", voms);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).endsWith(refused("dune", place.dune, client, message));
    }

    /** What a VO port answers to this, a piece a record. */
    static String said(VomsPlace place, TestCredential who, String... pieces) throws IOException {
        try (Line line = new Line(who.sslContext(), place.dune)) {
            for (String piece : pieces) {
                line.say(piece);
            }
            return line.hear();
        }
    }

    /** The base64 of an answer's certificate, with its line ends. */
    static String ac(String answer) {
        return answer.replaceAll("(?s).*<ac>(.*)</ac>.*", "$1");
    }

    /** How many requests to "dune" had this outcome. */
    static long answers(VomsPlace place, String outcome) {
        Timer timer = place.service
                .part(MeterRegistry.class)
                .find("gridauthz.voms.answer")
                .tags("vo", "dune", "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }
}
