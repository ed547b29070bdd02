package org.gridauthz.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridauthz.cli.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Files against files; against running services in MigratingTest. */
class CompareVerbTest {
    @TempDir
    Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void differencesAreTold() throws IOException {
        String old = write("old", "\"/CN=Ann\" ann\n\"/CN=Bob\" bob\n\"/CN=Cat\" cms001\n");
        String now = write("new", "\"/CN=Ann\" ann\n\"/CN=Cat\" cms002\n\"/CN=Dan\" dan\n");
        String who = write(
                "who",
                "\"/CN=Ann\" ann\n/CN=Bob\n# nobody\n{\"dn\":\"/CN=Cat\"}\n\"/CN=Dan\"\n\"/CN=Ann\"\nnonsense\n");
        Ran run = Ran.gridauthz("compare", "mapfile:" + old, "mapfile:" + now, who);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "different bob deny /CN=Bob", "different cms001 cms002 /CN=Cat", "different deny dan /CN=Dan");
        assertThat(run.err())
                .contains("4 subjects: 1 the same, 3 different, 0 without an answer", "1 lines are about nobody");

        Ran alike = Ran.gridauthz("compare", "--pools-alike", "mapfile:" + old, "mapfile:" + now, who);
        assertThat(alike.err()).contains("2 the same, 2 different");

        Ran lines = Ran.gridauthz("compare", "-o", "jsonl", "mapfile:" + old, "mapfile:" + now, who);
        assertThat(lines.out().lines().map(JsonMapper.builder().build()::readTree))
                .extracting(line -> line.path("dn").asString() + " "
                        + line.path("new").path("decision").asString())
                .containsExactly("/CN=Bob deny", "/CN=Cat permit", "/CN=Dan permit");
        assertThat(Ran.gridauthz("compare", "mapfile:" + old, "mapfile:" + old, who)
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /dune/Role=production                 | dunepro
        /dune/Role=production/Capability=NULL | dunepro
        /dune/prod/Role=x                     | dune
        /dune                                 | dune
        /dunes                                | deny
        /cms                                  | deny
        """)
    void aVomsMapfileIsReadAsLcmapsDoes(String fqan, String answer) throws IOException {
        String voms = write("voms", "\"/dune/Role=production/*\" dunepro\n\"/dune/*\" dune\n");
        String none = write("none", "");
        String who = write("who", "{\"subject\":\"/CN=Ann\",\"fqans\":[\"" + fqan + "\",\"/dune\"]}\n");
        Ran run = Ran.gridauthz("compare", "-o", "jsonl", "mapfile:" + voms, "calls:" + none, who);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out())
                .contains(answer.equals("deny") ? "\"decision\":\"deny\"" : "\"account\":\"" + answer + "\"");
    }

    @Test
    void aCallLogIsASystemAndWhatItDoesNotHoldIsUnknown() throws IOException {
        String calls = write("calls", """
            {"subject":"/CN=Ann","decision":"permit","account":"old"}
            {"subject":"/CN=Ann","decision":"permit","account":"ann"}
            {"subject":"https://i.org x","decision":"deny"}
            """);
        String map = write("map", "\"/CN=Ann\" ann\n\"/CN=Bob\" bob\n");
        Ran run = Ran.gridauthz("compare", "calls:" + calls, "mapfile:" + map, calls, map);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("2 subjects: 1 the same, 0 different, 1 without an answer");
    }

    @Test
    void wrongUsage() throws IOException {
        String map = write("map", "");
        assertThat(Ran.gridauthz("compare", "ftp://x", "mapfile:" + map, map).exit())
                .isEqualTo(2);
        assertThat(Ran.gridauthz("compare", "mapfile:/nonexistent", "mapfile:" + map, map)
                        .exit())
                .isEqualTo(2);
        assertThat(Ran.gridauthz("compare", "-o", "xml", "mapfile:" + map, "mapfile:" + map, map)
                        .exit())
                .isEqualTo(2);
        assertThat(Ran.gridauthz("compare", "mapfile:" + map, "mapfile:" + map).exit())
                .isEqualTo(2);
    }
}
