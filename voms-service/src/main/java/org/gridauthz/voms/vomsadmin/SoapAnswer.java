package org.gridauthz.voms.vomsadmin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the very shape that Axis 1.4 gives them: consumers match prefixes and attributes as text (voms.md §12.2).
 *
 * @param prefixed whether the response element has a prefix, as for POST; for GET it has none
 */
record SoapAnswer(boolean prefixed) {
    private static final String NAMESPACE =
            "http://glite.org/wsdl/services/org.glite.security.voms.service.compatibility";
    private static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";
    private static final String SOAPENC = " xmlns:soapenc=\"" + ENCODING + "\"";
    private static final String BEGIN = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>";
    private static final String END = "</soapenv:Body></soapenv:Envelope>";

    /** @param dns null: there is no such group or role */
    byte[] gridmapUsers(@Nullable List<String> dns) {
        StringBuilder out = new StringBuilder(512 + (dns == null ? 0 : dns.size() * 140));
        if (dns == null) {
            out.append("<getGridmapUsersReturn xsi:type=\"soapenc:Array\" xsi:nil=\"true\"")
                    .append(SOAPENC)
                    .append("/>");
        } else {
            out.append("<getGridmapUsersReturn soapenc:arrayType=\"soapenc:string[")
                    .append(dns.size())
                    .append("]\" xsi:type=\"soapenc:Array\"")
                    .append(SOAPENC)
                    .append('>');
            for (String dn : dns) {
                out.append("<getGridmapUsersReturn xsi:type=\"soapenc:string\">")
                        .append(escaped(dn))
                        .append("</getGridmapUsersReturn>");
            }
            out.append("</getGridmapUsersReturn>");
        }
        return response("getGridmapUsers", out);
    }

    byte[] number(String operation, int value) {
        String element = operation + "Return";
        return response(operation, "<" + element + " xsi:type=\"xsd:int\">" + value + "</" + element + ">");
    }

    /** @param code {@code Client}: the caller must mend it; {@code Server}: we must */
    static byte[] fault(String code, String text) {
        return bytes(BEGIN + "<soapenv:Fault><faultcode>soapenv:" + code + "</faultcode><faultstring>" + escaped(text)
                + "</faultstring><detail/></soapenv:Fault>" + END);
    }

    private byte[] response(String operation, CharSequence content) {
        String style = " soapenv:encodingStyle=\"" + ENCODING + "\"";
        String name = operation + "Response";
        return bytes(
                prefixed
                        ? BEGIN + "<ns1:" + name + style + " xmlns:ns1=\"" + NAMESPACE + "\">" + content + "</ns1:"
                                + name + ">" + END
                        : BEGIN + "<" + name + style + ">" + content + "</" + name + ">" + END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
