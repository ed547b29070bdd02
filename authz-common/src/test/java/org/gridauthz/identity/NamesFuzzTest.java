package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names from the network parse and print canonically, or are refused as malformed; never another exception. */
class NamesFuzzTest {
    private static void text(String text) {
        try {
            Fqan fqan = Fqan.parse(text);
            assertThat(Fqan.parse(fqan.toString())).isEqualTo(fqan);
        } catch (MalformedIdentityException malformed) {
            assertThat(malformed.code()).isNotNull();
        }
        try {
            SlashDn dn = new SlashDn(text);
            assertThat(dn.folded()).startsWith("/").hasSizeLessThanOrEqualTo(text.length() + 64);
        } catch (MalformedIdentityException malformed) {
            assertThat(malformed.code()).isNotNull();
        }
    }

    private static void der(byte[] der) {
        try {
            Dn dn = Dn.ofDer(der);
            assertThat(dn.key()).hasSize(32);
            assertThat(dn.slash().text()).startsWith("/");
        } catch (MalformedIdentityException malformed) {
            assertThat(malformed.code()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        text(new String(bytes, StandardCharsets.UTF_8));
        der(bytes);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void mutatedNames() {
        SplittableRandom random = new SplittableRandom(7);
        String[] texts = {
            "/dune/group/Role=production/Capability=NULL",
            "/DC=org/O=A\\/B/USERID=x/emailAddress=a@b.org/CN=host\\/ce.example.org",
            "/C=XX/CN=J\\xC3\\xBCrgen/CN=proxy"
        };
        byte[] name =
                new X500Principal("CN=Jane Doe+UID=jane, OU=People, O=Example\\, Inc, DC=example, DC=org").getEncoded();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = texts[random.nextInt(texts.length)].getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            text(new String(bytes, StandardCharsets.UTF_8));
            byte[] mutated = name.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            der(mutated);
        }
    }
}
