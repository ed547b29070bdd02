package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The interface as served is the one in docs/openapi/saz.json. After a wanted change, write it anew:
 * {@code GRIDAUTHZ_OPENAPI_WRITE=true ./mvnw -pl saz-service -am test -Dtest=OpenApiTest
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
class OpenApiTest {
    private static final Path PAGE = Path.of("..", "docs", "openapi", "saz.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @Test
    void whatIsServedIsWhatIsWritten() throws IOException {
        TestSite site = new TestSite(directory);
        try (RunningService saz = new RunningService(SazService.class, site, DATABASE.url())) {
            JsonNode served = RunningService.json(saz.get(site.admin, "/api/v1/openapi.json"));
            for (String path : new String[] {
                "/api/v1/decisions",
                "/api/v1/bans",
                "/api/v1/bans/{id}/lift",
                "/api/v1/banfiles/{format}",
                "/api/v1/feeds"
            }) {
                assertThat(served.at("/paths").has(path)).as(path).isTrue();
            }
            if ("true".equals(System.getenv("GRIDAUTHZ_OPENAPI_WRITE"))) {
                Files.writeString(PAGE, JSON.writeValueAsString(served) + "\n");
            }
            assertThat(JSON.readTree(Files.readString(PAGE))).isEqualTo(served);
        }
    }
}
