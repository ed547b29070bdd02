package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gridauthz.gums.pool.GridmapdirName;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** docs/migrating.md: its own lines, run by bash with curl and the command against running services. */
@Tag("clients")
class MigratingTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String PEOPLE = "/DC=org/DC=example/CN=";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @Test
    void aSiteMovesAsDocumented() throws IOException {
        Path old = Files.createDirectory(directory.resolve("old"));
        Path work = Files.createDirectory(directory.resolve("work"));
        oldSite(old);
        Path decisions = Files.writeString(
                directory.resolve("calls.jsonl"),
                "{\"subject\":\"" + PEOPLE
                        + "Gus\",\"fqans\":[\"/dune\"],\"decision\":\"permit\",\"account\":\"dune007\"}\n");
        try (CalloutSite site = new CalloutSite(directory, DATABASE.url())) {
            Map<String, String> environment = new HashMap<>();
            environment.put("GUMS", site.admin(site.gums).toString());
            environment.put("ASK", site.url(site.gums));
            environment.put("SAZ", site.admin(site.saz).toString());
            environment.put("OLD", old.toString());
            // We stand in for the old systems whose wires we speak: each of these lines asks us twice.
            environment.put("OLD_GUMS", site.url(site.gums) + "/gums");
            environment.put("ARGUS", site.url(site.gums) + "/authz");
            environment.put("NEXT", site.url(site.gums));
            environment.put("WORK", work.toString());
            environment.put("DECISIONS", decisions.toString());
            environment.put("CAPATH", site.site.anchors().toString());
            environment.put(
                    "CERT",
                    site.site.admin.writeChain(directory.resolve("admin.pem")).toString());
            environment.put(
                    "KEY",
                    site.site.admin.writeKey(directory.resolve("admin.key")).toString());
            environment.put("HOSTCERT", directory.resolve("storage.pem").toString());
            environment.put("HOSTKEY", directory.resolve("storage.key").toString());
            ScriptRun run =
                    ScriptRun.of(List.of("bash", "-e", "-u", "-o", "pipefail", "-c", script()), environment, "");
            assertThat(run.exit()).as(run.err() + run.out()).isZero();
            assertThat(run.err().lines().filter(line -> line.contains("subjects: ")))
                    .hasSize(8)
                    .allMatch(line -> line.endsWith(" the same, 0 different, 0 without an answer"));
            assertThat(run.err())
                    .contains("2 subjects: 2 the same, 0 different")
                    .contains("4 subjects: 4 the same, 0 different")
                    .contains("1 subjects: 1 the same, 0 different");
            assertThat(run.out())
                    .contains("banned 1, already banned 0, refused 0")
                    .contains(
                            "\"patterns\":[{\"line\":1,\"pattern\":\"/dune/Role=production/*\",\"account\":\"dunepro\"}");
        }
        assertThat(work.resolve("policy.yaml")).content().contains("dune-pool");
        String alice = GridmapdirName.of(PEOPLE + "Link Lena").text();
        assertThat(Files.isSameFile(
                        work.resolve("gridmapdir/dune015"),
                        work.resolve("gridmapdir").resolve(alice)))
                .isTrue();
    }

    private static void oldSite(Path old) throws IOException {
        Files.writeString(old.resolve("gums.config"), """
            <gums version='1.3'>
             <persistenceFactories><hibernatePersistenceFactory name='mysql'/></persistenceFactories>
             <userGroups>
              <manualUserGroup name='gums-banned' access='read self' persistenceFactory='mysql'/>
              <vomsUserGroup name='dune' matchFQAN='vo' acceptProxyWithoutFQAN='false' voGroup='/dune'/>
             </userGroups>
             <accountMappers>
              <accountPoolMapper name='dune-pool' persistenceFactory='mysql' accountPool='dune'/>
             </accountMappers>
             <groupToAccountMappings>
              <groupToAccountMapping name='dune' userGroups='dune' accountMappers='dune-pool'/>
             </groupToAccountMappings>
             <hostToGroupMappings>
              <hostToGroupMapping cn='*/?*.example.org' groupToAccountMappings='dune'/>
             </hostToGroupMappings>
            </gums>
            """);
        Files.writeString(old.resolve("gums-grid-mapfile"), """
            #---- members of vo: dune ----#
            "%1$sGus" dune007
            "%1$sPaula" dune003
            """.formatted(PEOPLE));
        Files.writeString(old.resolve("gums-vo-mapfile"), """
            #---- members of vo: dune ----#
            "%1$sGus" "/dune" dune007
            "%1$sPaula" "/dune" dune003
            """.formatted(PEOPLE));
        Files.writeString(old.resolve("grid-mapfile"), """
            "%1$sAnn \\"quoted\\"" ann
            "%1$sBob" bob
            """.formatted(PEOPLE));
        Files.writeString(old.resolve("voms-mapfile"), "\"/dune/Role=production/*\" dunepro\n");
        Files.writeString(old.resolve("ban-mapfile"), "\"%1$sEve \\\"Ear\\\"\"\n".formatted(PEOPLE));
        Files.writeString(old.resolve("vo-subjects"), """
            "%1$sCarl" "/dune/Role=production"
            """.formatted(PEOPLE));
        Files.writeString(old.resolve("subjects"), """
            "%1$sAnn \\"quoted\\"" ann
            "%1$sBob" bob
            "%1$sCarl" "/dune/Role=production" dunepro
            {"dn": "%1$sNobody", "fqans": []}
            """.formatted(PEOPLE));
        Path pool = Files.createDirectory(old.resolve("gridmapdir"));
        for (String account : List.of("dune014", "dune015")) {
            Files.createFile(pool.resolve(account));
        }
        Files.createLink(pool.resolve(GridmapdirName.of(PEOPLE + "Link Lena").text()), pool.resolve("dune015"));
    }

    /** The blocks of the page, indented or not, behind a `gridauthz` of this class path. */
    private static String script() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "migrating.md")))
                .results()
                .map(block -> block.group(1).replaceAll("(?m)^   ", ""))
                .collect(Collectors.joining("echo\n"));
        return "gridauthz() { '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                + "' org.gridauthz.cli.GridAuthz \"$@\"; }\n" + blocks;
    }
}
