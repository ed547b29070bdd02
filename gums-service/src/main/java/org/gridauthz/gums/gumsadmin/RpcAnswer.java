package org.gridauthz.gums.gumsadmin;

import java.nio.charset.StandardCharsets;
import org.gridauthz.xacml.XmlText;
import org.jspecify.annotations.Nullable;

/** Answers as Axis 1.4 writes them, RPC/encoded. */
final class RpcAnswer {
    private static final String HEAD = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
        """;
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>\n";
    private static final String SERVICE = " soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\""
            + " xmlns:ns1=\"http://www.bnl.gov/namespaces/2004/09/gums/GUMSService\"";

    private RpcAnswer() {}

    /** Of an operation that returns nothing. */
    static byte[] done(String operation) {
        return bytes(HEAD + "<ns1:" + operation + "Response" + SERVICE + "/>" + TAIL);
    }

    /** Of an operation that returns a text; null is no text. */
    static byte[] text(String operation, @Nullable String text) {
        String value = text == null ? " xsi:nil=\"true\"/>" : ">" + XmlText.of(text) + "</" + operation + "Return>";
        return bytes(HEAD + "<ns1:" + operation + "Response" + SERVICE + "><" + operation
                + "Return xsi:type=\"xsd:string\"" + value + "</ns1:" + operation + "Response>" + TAIL);
    }

    /** Of a failure, with what the client prints. */
    static byte[] fault(String message) {
        return bytes(HEAD + "<soapenv:Fault><faultcode>soapenv:Server.userException</faultcode><faultstring>"
                + XmlText.of(message) + "</faultstring><detail/></soapenv:Fault>" + TAIL);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
