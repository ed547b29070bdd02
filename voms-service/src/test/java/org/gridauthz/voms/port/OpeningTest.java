package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gridauthz.voms.port.Opening.Form;
import org.gridauthz.voms.port.Opening.Nonsense;
import org.gridauthz.voms.port.Opening.Said;
import org.gridauthz.voms.port.Opening.TooLong;
import org.gridauthz.voms.port.Opening.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private static final String HEAD = "GET /generate-ac HTTP/1.0\nHost: x\n\n";
    private static final String XML = "<?xml version=\"1.0\"?><voms><command>A</command></voms>";

    /** As it comes in records of this many bytes. */
    private static Said said(String text, int record) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Opening opening = new Opening();
        for (int from = 0; from < bytes.length; from += record) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + record, bytes.length));
            Said said = opening.take(part, part.length);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8192})
    void allThreeOpeningsHoweverTheyAreCut(int record) {
        assertThat(said(HEAD, record)).isEqualTo(new Whole(Form.HTTP, HEAD));
        assertThat(said("0" + HEAD, record)).isEqualTo(new Whole(Form.HTTP, HEAD));
        assertThat(said(XML, record)).isEqualTo(new Whole(Form.XML, XML));
        assertThat(said("0" + XML, record)).isEqualTo(new Whole(Form.XML, XML));
        String crlf = HEAD.replace("\n", "\r\n");
        assertThat(said(crlf, record)).isEqualTo(new Whole(Form.HTTP, crlf));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "GET /generate-ac HTTP/1.0\n",
                "GET /generate-ac HTTP/1.0\r\nHost: x\r\n",
                "<?xml version=\"1.0\"?><voms><command>A</command></voms",
                "<voms></ voms>",
                "<voms><<//voms"
            })
    void halfARequestIsNone(String text) {
        assertThat(said(text, 5)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "1", "\u0000\u0000\u0001\u0000", "get /", " GET", "{", "\u0016\u0003\u0001"})
    void nonsenseIsKnownByItsFirstByte(String text) {
        assertThat(said(text, 1)).isEqualTo(new Nonsense());
    }

    @Test
    void theEndIsFoundAfterAFalseStart() {
        String twice = "<voms><a></vom</voms>";
        assertThat(said(twice, 4)).isEqualTo(new Whole(Form.XML, twice));
        assertThat(said("<voms></</voms>", 1)).isEqualTo(new Whole(Form.XML, "<voms></</voms>"));
    }

    @Test
    void aRequestOfAMillionCharactersIsReadToItsEndAndNotKept() {
        String list = "/dune,".repeat(170_000);
        assertThat(said("0GET /generate-ac?fqans=" + list + " HTTP/1.0\n\n", 8192))
                .isEqualTo(new TooLong(Form.HTTP));
        assertThat(said("<voms><command>G" + list + "</command></voms>", 8192)).isEqualTo(new TooLong(Form.XML));
    }

    @Test
    void whatNeverEndsIsGivenUp() {
        assertThat(said("GET /" + "x".repeat(Opening.MOST), 8192)).isEqualTo(new Nonsense());
    }
}
