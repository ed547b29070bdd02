package org.gridauthz.loadtest.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sample site is asked, with the right answers.
 *
 * @param environment what the lab's {@code env} names
 */
record Questions(Map<String, String> environment) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One of them.
     *
     * @param port of the service it is put to
     * @param right what the answer holds if it is right; an answer is whole and of status 200 then too
     */
    record Question(String name, int port, byte[] request, String right) {
        /** Whether this is the answer. */
        boolean answeredBy(KeptConnection.Answer answer) {
            return answer.status() == 200 && new String(answer.body(), StandardCharsets.UTF_8).contains(right);
        }
    }

    /** Mappings and decisions: of a member with a role, and of somebody of no VO. */
    List<Question> calls() throws IOException {
        String alice = Files.readString(Path.of(value("USER_PROXY")));
        String mallory = Files.readString(Path.of(value("MALLORY_CERT")));
        return List.of(
                ask("mapping", 8443, "/api/v1/mappings", alice, "\"account\":\"dunepro\""),
                ask("decision", 8444, "/api/v1/decisions", alice, "\"decision\":\"permit\""),
                ask("decision", 8444, "/api/v1/decisions", mallory, "\"decision\":\"permit\""));
    }

    /** What every copy is asked directly; the AC by the person herself. */
    List<Question> direct() throws IOException {
        byte[] get = KeptConnection.request("GET", "/generate-ac?fqans=/" + value("VO"), new byte[0]);
        return List.of(calls().get(0), calls().get(1), new Question("AC", 15000, get, "<ac>"));
    }

    private static Question ask(String name, int port, String path, String chain, String right) {
        byte[] body = JSON.writeValueAsBytes(Map.of("subjects", List.of(Map.of("chain", publicPart(chain)))));
        return new Question(name, port, KeptConnection.request("POST", path, body), right);
    }

    /** A proxy file holds its key too, which is nobody's business. */
    private static String publicPart(String pem) {
        return pem.replaceAll("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----\n", "");
    }

    TestCredential credential(String name) {
        return Pem.read(List.of(), Path.of(value(name + "_CERT")), Path.of(value(name + "_KEY")));
    }

    /** The sample CA, whom the lab's hosts are believed by. */
    TestCredential authority() {
        Path directory = Path.of(value("CA_DIR")).resolveSibling("credentials");
        return Pem.read(List.of(), directory.resolve("ca.pem"), directory.resolve("ca-key.pem"));
    }

    String value(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not in the environment: run it by deploy/lab/x client");
        }
        return value;
    }
}
