package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Asked;
import org.gridauthz.voms.port.Opening.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come: a request, a refusal in words, or nothing; never an exception, and bounded work. Jazzer replays its corpus;
 * with {@code JAZZER_FUZZ=1} it looks for more. The seeded mutations below run every time. Work is counted as memory asked for, which a busy machine
 * does not change; time has a limit besides.
 */
class RequestsFuzzTest {
    private static final List<String> SEEDS = List.of(
            "0GET /generate-ac?fqans=/dune/Role=pilot,/dune&order=/dune:pilot&targets=a.org,&lifetime=43200 HTTP/1.0\n"
                    + "User-Agent: voms APIs 2.0\n\n",
            "GET /voms/dune/generate-ac?fqans=%2Fdune HTTP/1.1\r\nHost: x\r\n\r\n",
            "0<?xml version=\"1.0\" encoding=\"US-ASCII\"?><voms><command>B/dune:pilot</command><order>/dune</order>"
                    + "<targets>a</targets><base64>1</base64><version>4</version><lifetime>1</lifetime></voms>",
            "<!DOCTYPE voms [<!ENTITY a \"b\"><!ENTITY c SYSTEM"
                    + " \"file:///etc/passwd\">]><voms><command>&a;&c;</command></voms>",
            "<voms><![CDATA[x]]><command>G/<!-- -->dune</command><?pi?></voms>");

    /** What reading may cost: so many bytes of memory for each byte of the request, and a ground of so many. */
    private static final long BYTES_A_BYTE = 200;

    private static final long GROUND = 512 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static void heard(byte[] bytes) {
        read(bytes); // loads what it needs, which is nobody's work
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Reading read = read(bytes);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("%d bytes", bytes.length)
                .isLessThan(GROUND + BYTES_A_BYTE * Math.min(bytes.length, Opening.LONGEST));
        assertThat(piecemeal(bytes)).isEqualTo(new Opening().take(bytes, bytes.length));
        if (read != null) {
            switch (read) {
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
                    assertThat(text(new XmlAnswer(read.base64()).of(refused))).endsWith("</vomsans>");
                }
            }
        }
    }

    /** What is made of them; null: they are no whole request. */
    private static Reading read(byte[] bytes) {
        if (!(new Opening().take(bytes, bytes.length) instanceof Opening.Whole whole)) {
            return null;
        }
        return whole.form() == Form.HTTP
                ? RestRequest.read("dune", whole.text())
                : XmlRequest.read("dune", whole.text());
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

    static Stream<String> tooMuch() {
        String fqans = "/dune/a,".repeat(125_000);
        String bomb = "<!DOCTYPE voms [<!ENTITY a0 \"aaaaaaaaaa\">"
                + IntStream.range(1, 12)
                        .mapToObj(i -> "<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">")
                        .collect(Collectors.joining())
                + "]><voms><command>&a11;</command></voms>";
        return Stream.of(fqans, fqans.substring(0, 60_000), ",".repeat(60_000), "%2F".repeat(20_000))
                .flatMap(list -> Stream.of(
                        "0GET /generate-ac?fqans=" + list + "&order=" + list + " HTTP/1.0\n\n",
                        "GET /generate-ac?" + ("fqans=" + list.substring(0, 7) + "&").repeat(4_000) + " HTTP/1.0\n\n",
                        "0<voms><command>" + list + "</command><order>" + list + "</order></voms>",
                        "<voms>" + "<command>A</command>".repeat(3_000) + "</voms>",
                        "<voms>" + "<x>".repeat(20_000) + "</voms>",
                        "<voms " + "a='b' ".repeat(10_000) + "></voms>",
                        bomb));
    }

    /** Lists of a million characters, thousands of elements, deep nesting, an entity bomb: nothing of it costs more than its length. */
    @ParameterizedTest
    @MethodSource("tooMuch")
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void whatIsLongCostsNoMoreThanItsLength(String request) {
        heard(request.getBytes(StandardCharsets.ISO_8859_1));
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
