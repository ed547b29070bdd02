package org.gridauthz.web.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gridauthz.web.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a body holds, it is read or refused with a code, within bounds; never another exception. Jazzer replays its corpus;
 * with {@code JAZZER_FUZZ=1} it looks for more. The seeded mutations run every time.
 */
class SubjectsFuzzTest {
    private static final List<String> SEEDS = List.of(
            "{\"host\":\"ce1.example.org\",\"subjects\":[{\"dn\":\"/DC=org/CN=a\",\"issuer\":\"/CN=ca\",\"fqans\":[\"/dune/Role=x\",\"/dune\"]}]}",
            "{\"subjects\":[{\"chain\":\"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n\"},{\"token\":\"a.b.c\"}]}",
            "{\"subjects\":[{\"claims\":{\"iss\":\"https://i.example.org\",\"sub\":\"s\",\"groups\":[\"/dune\"],\"scope\":\"a b\"}}]}",
            "[[[[[[[[[[[[{\"subjects\":\"\\u0000\\ud800\"}]]]]]]]]]]]]");

    private static void heard(byte[] body) {
        try {
            SubjectsCall call = SubjectsReader.read(body, body.length);
            assertThat(call.subjects()).hasSizeBetween(1, 1000);
        } catch (Refusal refusal) {
            assertThat(refusal.code().status()).isBetween(400, 499);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        heard(bytes);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void mutatedBodies() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int kept = 1 + random.nextInt(bytes.length);
            heard(random.nextBoolean() ? bytes : java.util.Arrays.copyOf(bytes, kept));
        }
    }
}
