package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The interface as served is the one in docs/openapi/voms.json. After a wanted change, write it anew:
 * {@code GRIDAUTHZ_OPENAPI_WRITE=true ./mvnw -pl voms-service -am test -Dtest=OpenApiTest
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
class OpenApiTest {
    private static final Path PAGE = Path.of("..", "docs", "openapi", "voms.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @Test
    void whatIsServedIsWhatIsWritten() throws IOException {
        try (VomsSite voms = new VomsSite(directory, DATABASE.url())) {
            JsonNode served = voms.get(voms.site.admin, "/api/v1/openapi.json");
            assertThat(served.at("/paths").has("/api/v1/vos/{vo}/people")).isTrue();
            assertThat(served.at("/paths").has("/api/v1/vos/{vo}/applications")).isTrue();
            if ("true".equals(System.getenv("GRIDAUTHZ_OPENAPI_WRITE"))) {
                Files.writeString(PAGE, JSON.writeValueAsString(served) + "\n");
            }
            assertThat(JSON.readTree(Files.readString(PAGE))).isEqualTo(served);
        }
    }
}
