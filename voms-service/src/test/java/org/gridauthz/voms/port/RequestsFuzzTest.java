package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Asked;
import org.gridauthz.voms.port.Opening.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes come: a request, a refusal in words, or nothing; never an exception, and bounded work. Jazzer replays its corpus;
 * with {@code JAZZER_FUZZ=1} it looks for more. The seeded mutations below run every time.
 */
class RequestsFuzzTest {
    private static final List<String> SEEDS = List.of(
            "0GET /generate-ac?fqans=/dune/Role=pilot,/dune&order=/dune:pilot&targets=a.org,&lifetime=43200 HTTP/1.0\n"
                    + "User-Agent: voms APIs 2.0\n\n",
            "GET /voms/dune/generate-ac?fqans=%2Fdune HTTP/1.1\r\nHost: x\r\n\r\n",
            "0<?xml version=\"1.0\" encoding=\"US-ASCII\"?><voms><command>B/dune:pilot</command><order>/dune</order>"
                    + "<targets>a</targets><base64>1</base64><version>4</version><lifetime>1</lifetime></voms>",
            "<!DOCTYPE voms [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><voms><command>&a;&c;</command>"
                    + "</voms>",
            "<voms><![CDATA[x]]><command>G/<!-- -->dune</command><?pi?></voms>");

    private static void heard(byte[] bytes) {
        Opening.Said atOnce = new Opening().take(bytes, bytes.length);
        assertThat(piecemeal(bytes)).isEqualTo(atOnce);
        if (atOnce instanceof Opening.Whole whole) {
            Reading reading = whole.form() == Form.HTTP
                    ? RestRequest.read("dune", whole.text())
                    : XmlRequest.read("dune", whole.text());
            switch (reading) {
                case Reading.Understood understood -> {
                    Asked asked = understood.asked();
                    assertThat(asked.wishes()).hasSizeLessThanOrEqualTo(Terms.MOST);
                    assertThat(asked.order()).hasSizeLessThanOrEqualTo(Terms.MOST);
                    assertThat(asked.targets()).hasSizeLessThanOrEqualTo(Terms.MOST);
                }
                case Reading.Not not -> {
                    Answer refused = new Answer.Refused(not.why());
                    assertThat(text(RestAnswer.of(refused)))
                            .startsWith("HTTP/1.1 4")
                            .endsWith("</voms>");
                    assertThat(text(new XmlAnswer(reading.base64()).of(refused)))
                            .endsWith("</vomsans>");
                }
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Opening.Said piecemeal(byte[] bytes) {
        Opening opening = new Opening();
        for (int from = 0; from < bytes.length; from += 3) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + 3, bytes.length));
            Opening.Said said = opening.take(part, part.length);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        heard(bytes);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void twentyThousandMutationsOfRealRequests() {
        SplittableRandom random = new SplittableRandom(20260607);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes = mutated(bytes, random);
            }
            heard(bytes);
        }
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        byte[] other = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.ISO_8859_1);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
            case 2 -> {
                int from = random.nextInt(other.length);
                int to = from + random.nextInt(other.length - from);
                yield joined(
                        joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, to)),
                        Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> joined(Arrays.copyOf(bytes, at + 1), Arrays.copyOfRange(bytes, at, bytes.length));
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
