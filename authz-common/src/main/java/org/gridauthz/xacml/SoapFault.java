package org.gridauthz.xacml;

import java.nio.charset.StandardCharsets;

/**
 * An answer that is none: whatever keeps us from deciding, told in the one form of the old services. Clients go to another
 * server after it.
 */
public final class SoapFault {
    private SoapFault() {}

    /**
     * The envelope in UTF-8, to be sent with a status of 500 or 503.
     *
     * @param actor who failed, a word
     * @param message a stable code and what was wrong, safe to show
     */
    public static byte[] write(String actor, String message) {
        String text = XmlText.of(message);
        return ("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault>\
                        """
                        + "<faultcode xmlns:ns1=\"" + Vocabulary.CONTEXT + "\">ns1:StatusMessage</faultcode>"
                        + "<faultstring>" + text + "</faultstring><faultactor>" + actor + "</faultactor>"
                        + "<detail><xacml-context:StatusMessage xmlns:xacml-context=\"" + Vocabulary.CONTEXT + "\">"
                        + text
                        + "</xacml-context:StatusMessage></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
