package org.gridauthz.cli.ban;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import tools.jackson.databind.JsonNode;

/** Sends parts of a list. A part sent again is the same write: its key is the digest of what it says. */
final class BanUpload {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Instances saz;

    BanUpload(Instances saz) {
        this.saz = saz;
    }

    /** What the service said of each row. */
    JsonNode send(String body) {
        return saz.ask(new Question(
                        "POST", "/api/v1/bans/bulk", body, "application/json", "import-" + digest(body), DEADLINE))
                .done();
    }

    private static String digest(String body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
