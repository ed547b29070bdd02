package org.gridauthz.memberlist.voms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GridmapUsersReaderTest {
    private static final ListLimits LIMITS = new ListLimits(Duration.ofSeconds(5), 1 << 20, 100, 0.25);

    /** The SOAP toolkit's own output, byte for byte (Axis 1.4). */
    static final String AXIS =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><ns1:getGridmapUsersResponse soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\" xmlns:ns1=\"http://glite.org/wsdl/services/org.glite.security.voms.service.compatibility\"><getGridmapUsersReturn soapenc:arrayType=\"soapenc:string[2]\" xsi:type=\"soapenc:Array\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\"><getGridmapUsersReturn xsi:type=\"soapenc:string\">/C=US/CN=A</getGridmapUsersReturn><getGridmapUsersReturn xsi:type=\"soapenc:string\">/C=US/CN=B</getGridmapUsersReturn></getGridmapUsersReturn></ns1:getGridmapUsersResponse></soapenv:Body></soapenv:Envelope>";

    private static final String ARRAY =
            "<getGridmapUsersReturn soapenc:arrayType=\"soapenc:string[1]\" xsi:type=\"soapenc:Array\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\"";

    static String soap(String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Header><x/></soapenv:Header><soapenv:Body>"
                + body + "</soapenv:Body></soapenv:Envelope>";
    }

    static String response(String returned) {
        return soap("<getGridmapUsersResponse>" + returned + "</getGridmapUsersResponse>");
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments("axis array", AXIS, List.of("/C=US/CN=A", "/C=US/CN=B")),
                arguments("empty array", response(ARRAY + "></getGridmapUsersReturn>"), List.of()),
                arguments("an answer of nothing at all", response(""), List.of()),
                arguments(
                        "repeated flat",
                        response(
                                "<getGridmapUsersReturn>/C=US/CN=A</getGridmapUsersReturn>\n<getGridmapUsersReturn> /C=US/CN=B\n</getGridmapUsersReturn>"),
                        List.of("/C=US/CN=A", "/C=US/CN=B")),
                arguments(
                        "items of any name, white space between",
                        response(ARRAY
                                + ">\n  <item>/C=US/CN=A</item>\n  <item>/C=US/CN=B</item>\n</getGridmapUsersReturn>"),
                        List.of("/C=US/CN=A", "/C=US/CN=B")),
                arguments(
                        "multi-ref strings",
                        soap(
                                "<getGridmapUsersResponse>" + ARRAY
                                        + "><getGridmapUsersReturn href=\"#id0\"/><getGridmapUsersReturn href=\"#id1\"/></getGridmapUsersReturn></getGridmapUsersResponse><multiRef id=\"id0\">/C=US/CN=A</multiRef><multiRef id=\"id1\">/C=US/CN=B</multiRef>"),
                        List.of("/C=US/CN=A", "/C=US/CN=B")),
                arguments(
                        "multi-ref array of multi-ref strings",
                        soap(
                                "<getGridmapUsersResponse><getGridmapUsersReturn href=\"#id0\"/></getGridmapUsersResponse><multiRef id=\"id0\"><x href=\"#id1\"/><x>/C=US/CN=B</x></multiRef><multiRef id=\"id1\">/C=US/CN=A</multiRef>"),
                        List.of("/C=US/CN=A", "/C=US/CN=B")),
                arguments(
                        "escapes, CDATA and comments",
                        response(
                                ARRAY
                                        + "><i>/C=US/CN=A &amp; B &#x41;</i><i><![CDATA[/C=US/CN=<C>]]></i><i>/C=US<!-- no -->/CN=D</i></getGridmapUsersReturn>"),
                        List.of("/C=US/CN=A & B A", "/C=US/CN=<C>", "/C=US/CN=D")),
                arguments(
                        "one person in two spellings of case is one",
                        response(ARRAY + "><i>/C=US/CN=Ann</i><i>/C=us/CN=ANN</i></getGridmapUsersReturn>"),
                        List.of("/C=US/CN=Ann")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void readsEveryShapeThatToolkitsWrite(String name, String xml, List<String> expected) {
        assertThat(read(xml))
                .isInstanceOfSatisfying(
                        Listed.class,
                        listed -> assertThat(listed.rows()).extracting(Row::key).isEqualTo(expected));
    }

    static Stream<Arguments> refused() {
        String five = IntStream.range(0, 101)
                .mapToObj(i -> "<i>/C=US/CN=" + i + "</i>")
                .collect(Collectors.joining());
        return Stream.of(
                arguments("nil", response(ARRAY + " xsi:nil=\"true\"/>"), Fault.UNKNOWN_CONTAINER),
                arguments("fault", soap("<soapenv:Fault><faultcode>x</faultcode></soapenv:Fault>"), Fault.REFUSED),
                arguments("not xml", "login page", Fault.MALFORMED),
                arguments("html", "<html><body>please log in</body></html>", Fault.MALFORMED),
                arguments("cut off", AXIS.substring(0, AXIS.length() - 40), Fault.MALFORMED),
                arguments("empty", "", Fault.MALFORMED),
                arguments("other response", soap("<getVersionResponse/>"), Fault.MALFORMED),
                arguments("empty body", soap(""), Fault.MALFORMED),
                arguments(
                        "document type",
                        "<!DOCTYPE a [<!ENTITY b \"/C=US/CN=X\">]>"
                                + response(ARRAY + "><i>&b;</i></getGridmapUsersReturn>")
                                        .substring(38),
                        Fault.MALFORMED),
                arguments(
                        "external entity",
                        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">"
                                + response("<i>/C=US/CN=A</i>").substring(38),
                        Fault.MALFORMED),
                arguments("undeclared entity", response("<i>/C=US/CN=A&who;</i>"), Fault.MALFORMED),
                arguments("deep", response("<a><b><c/></b></a>"), Fault.MALFORMED),
                arguments("deep elsewhere", soap("<a>".repeat(20) + "</a>".repeat(20)), Fault.MALFORMED),
                arguments("reference to nothing", response("<i href=\"#id7\"/>"), Fault.MALFORMED),
                arguments("too many", response(ARRAY + ">" + five + "</getGridmapUsersReturn>"), Fault.TOO_LARGE),
                arguments(
                        "mostly rubbish",
                        response(ARRAY + "><i>/C=US/CN=A</i><i>x</i><i/></getGridmapUsersReturn>"),
                        Fault.TOO_MANY_BAD_ROWS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatIsNoList(String name, String xml, Fault fault) {
        assertThat(read(xml))
                .isInstanceOfSatisfying(
                        NotListed.class, no -> assertThat(no.fault()).isEqualTo(fault));
    }

    @Test
    void countsTheFewBadRowsAndGoesOn() {
        Listing listing = read(
                response(
                        ARRAY
                                + "><i>/C=US/CN=A</i><i>CN=B,C=US</i><i>/C=US/CN=C</i><i>/C=US/CN=D</i><i>/C=US/CN=d</i></getGridmapUsersReturn>"));
        assertThat(listing).isInstanceOfSatisfying(Listed.class, listed -> {
            assertThat(listed.badRows()).isEqualTo(1);
            assertThat(listed.duplicates()).isEqualTo(1);
            assertThat(listed.rows()).hasSize(3);
        });
    }

    private static Listing read(String xml) {
        return new GridmapUsersReader(LIMITS).read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
