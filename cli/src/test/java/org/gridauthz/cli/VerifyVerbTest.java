package org.gridauthz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VerifyVerbTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TestCa CA = TestCa.root("/DC=org/CN=Verify CA");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = GridAuthz.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private String anchors() {
        return TestAnchors.in(folder.resolve("anchors")).add(CA).directory().toString();
    }

    @Test
    void aProxyFileIsBelieved() {
        Path proxy = ALICE.proxy().limited().issue().writeProxy(folder.resolve("proxy.pem"));
        assertThat(run("verify", "--anchors", anchors(), proxy.toString())).isZero();
        assertThat(out.toString()).contains("believed", "subject: /DC=org/CN=Alice", "proxy: limited");
    }

    @Test
    void oneBadFileOfTwoRefuses() {
        Path good = ALICE.writeChain(folder.resolve("good.pem"));
        Path bad = TestCa.root("/CN=Other").person("/CN=Mallory").writeChain(folder.resolve("bad.pem"));
        assertThat(run("verify", "--anchors", anchors(), good.toString(), bad.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("good.pem: believed", "bad.pem: refused (anchor-unknown)");
    }

    @Test
    void anotherTime() {
        Path chain = ALICE.writeChain(folder.resolve("alice.pem"));
        String later =
                ALICE.leaf().getNotAfter().toInstant().plus(Duration.ofDays(1)).toString();
        assertThat(run("verify", "--anchors", anchors(), "--at", later, chain.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("certificate-expired");
    }

    @Test
    void wrongUsageIsTwo() throws IOException {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", "--nonsense", "x")).isEqualTo(2);
        assertThat(run("verify", "--anchors", anchors(), "/no/such/file")).isEqualTo(2);
        Path chain = ALICE.writeChain(folder.resolve("alice.pem"));
        assertThat(run("verify", "--at", "yesterday", "--anchors", anchors(), chain.toString()))
                .isEqualTo(2);
        assertThat(run("verify", "--anchors", folder.resolve("none").toString(), chain.toString()))
                .isEqualTo(3);
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage");
        assertThat(run("verify", "--anchors", anchors(), garbage.toString())).isEqualTo(1);
    }

    @Test
    void linesAreAnsweredInOrderAndABadOneEndsNothing() throws IOException {
        TestCa other = TestCa.root("/DC=org/CN=Other CA");
        List<String> questions = new ArrayList<>();
        questions.add(question("a", ALICE.proxy().issue(), Pem.certificates(List.of(CA.certificate()))));
        questions.add("nonsense");
        questions.add(question("b", ALICE, Pem.certificates(List.of(other.certificate(), CA.certificate()))));
        questions.add(question("c", ALICE, Pem.certificates(List.of(other.certificate()))));
        questions.add("{\"id\":7}");
        questions.add("");
        questions.add(question("d", other.person("/CN=x"), null));
        questions.add(question("e", ALICE, null).replace("}", ",\"at\":\"2001-01-01T00:00:00Z\"}"));
        questions.add(question("f", ALICE, null).replace("}", ",\"at\":978307200}"));
        questions.add(question("g", ALICE, null).replace("}", ",\"at\":\"noon\"}"));
        questions.add(question("h", ALICE, "/no/such/place"));
        questions.add(question("i", ALICE, null));
        Path lines = Files.write(folder.resolve("lines.jsonl"), questions);
        assertThat(run("verify", "--jsonl", "--anchors", anchors(), lines.toString()))
                .isZero();
        List<JsonNode> answers = out.toString().lines().map(JSON::readTree).toList();
        assertThat(answers)
                .extracting(answer -> answer.get("id").asString() + " " + answer.get("valid") + " "
                        + (answer.get("reason").isNull()
                                ? ""
                                : answer.get("reason").asString()))
                .containsExactly(
                        "a true ",
                        " false question-malformed",
                        "b true ",
                        "c false anchor-unknown",
                        "7 false question-malformed",
                        "d false anchor-unknown",
                        "e false certificate-not-yet-valid",
                        "f false certificate-not-yet-valid",
                        "g false question-malformed",
                        "h false unknown",
                        "i true ");
        assertThat(answers.getFirst().get("subject").asString()).isEqualTo("/DC=org/CN=Alice");
        assertThat(answers.getFirst().get("fqans").isArray()).isTrue();
    }

    private static String question(String id, TestCredential credential, String anchors) {
        ObjectNode question = JSON.createObjectNode().put("id", id).put("chain", credential.chainPem());
        return (anchors == null ? question : question.put("anchors", anchors)).toString();
    }
}
