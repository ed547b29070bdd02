package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
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
 * The interface as served is the one in docs/openapi/gums.json. After a wanted change, write it anew:
 * {@code GRIDAUTHZ_OPENAPI_WRITE=true ./mvnw -pl gums-service -am test -Dtest=OpenApiTest
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
class OpenApiTest {
    private static final Path PAGE = Path.of("..", "docs", "openapi", "gums.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @Test
    void whatIsServedIsWhatIsWritten() throws IOException {
        try (GumsInstance gums =
                new GumsInstance(directory, DATABASE.url(), GumsInstance.resource("policy/sample-policy.yaml"))) {
            JsonNode served = GumsInstance.json(gums.send(
                    gums.admin,
                    HttpRequest.newBuilder(gums.uri("admin", "/api/v1/openapi.json"))
                            .build()));
            assertThat(served.at("/paths").has("/api/v1/mappings")).isTrue();
            assertThat(served.at("/paths").has("/api/v1/policies")).isTrue();
            if ("true".equals(System.getenv("GRIDAUTHZ_OPENAPI_WRITE"))) {
                Files.writeString(PAGE, JSON.writeValueAsString(served) + "\n");
            }
            assertThat(JSON.readTree(Files.readString(PAGE))).isEqualTo(served);
        }
    }
}
