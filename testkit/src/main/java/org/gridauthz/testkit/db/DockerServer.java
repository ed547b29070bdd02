package org.gridauthz.testkit.db;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL server in a container; it goes when it is closed. */
final class DockerServer implements AutoCloseable {
    /** Names the image to run; with it Docker is used, and where Docker does not answer the tests fail. */
    static final String ENVIRONMENT = "GRIDAUTHZ_TEST_MYSQL_IMAGE";

    private static final String OFFICIAL = "mysql:9";

    private final MySQLContainer container;

    private DockerServer(MySQLContainer container) {
        this.container = container;
    }

    /** The image that the environment names; null when it names none. */
    static @Nullable String named() {
        String named = System.getenv(ENVIRONMENT);
        return named == null || named.isBlank() ? null : named;
    }

    /** Whether a Docker engine answers. */
    static boolean here() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /**
     * Starts one.
     *
     * @param image null for the official one
     */
    static DockerServer start(@Nullable String image) {
        DockerImageName name = DockerImageName.parse(Objects.requireNonNullElse(image, OFFICIAL));
        MySQLContainer container = new MySQLContainer(name.asCompatibleSubstituteFor("mysql")).withUsername("root");
        container.start();
        return new DockerServer(container);
    }

    /** As {@link MySqlServer#ENVIRONMENT} would name it. */
    String url() {
        String url = container.getJdbcUrl();
        return url.substring(0, url.indexOf(container.getDatabaseName())) + "?user=root&password="
                + container.getPassword() + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    @Override
    public void close() {
        container.stop();
    }
}
