package org.gridauthz.loadtest.tsunami;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gridauthz.loadtest.load.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsTest {
    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Asked post = Asked.post("/api/v1/decisions", "{}", "permit");
        Path file = Requests.write(directory.resolve("r"), List.of(post, Asked.answeredWith("GET", "/", 405)));
        List<Asked> read = Requests.read(file);
        assertThat(read).extracting(Asked::status).containsExactly(200, 405);
        assertThat(read.getFirst().request()).isEqualTo(post.request());
        assertThat(read.getFirst().expected()).isEqualTo("permit");
    }

    @Test
    void sourcesFollowOneAnother() throws Exception {
        assertThat(LoaderProcess.sources("127.0.1.1"))
                .hasSize(16)
                .first()
                .extracting(java.net.InetAddress::getHostAddress)
                .isEqualTo("127.0.1.1");
        assertThat(LoaderProcess.sources("127.0.1.1").getLast().getHostAddress())
                .isEqualTo("127.0.1.16");
    }
}
