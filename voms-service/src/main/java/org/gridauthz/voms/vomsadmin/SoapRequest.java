package org.gridauthz.voms.vomsadmin;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A call in SOAP 1.1, RPC style, with at most one argument: the first element of the body is the operation, its first child the
 * argument, whatever their prefixes. No document type, no entities.
 *
 * @param argument null: there is none, it is nil or empty
 */
record SoapRequest(String operation, @Nullable String argument) {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final XMLInputFactory XML = hardened();

    /** @throws XMLStreamException if it is none */
    static SoapRequest read(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(in);
        try {
            while (!(xml.isStartElement() && xml.getLocalName().equals("Body") && SOAP.equals(xml.getNamespaceURI()))) {
                if (xml.next() == XMLStreamConstants.DTD || xml.getEventType() == XMLStreamConstants.END_DOCUMENT) {
                    throw new XMLStreamException("no SOAP body");
                }
            }
            if (xml.nextTag() != XMLStreamConstants.START_ELEMENT) {
                throw new XMLStreamException("no operation");
            }
            String operation = xml.getLocalName();
            if (xml.nextTag() != XMLStreamConstants.START_ELEMENT) {
                return new SoapRequest(operation, null);
            }
            String nil = xml.getAttributeValue(XSI, "nil");
            String argument = xml.getElementText().strip();
            boolean none = "true".equals(nil) || "1".equals(nil) || argument.isEmpty();
            return new SoapRequest(operation, none ? null : argument);
        } catch (RuntimeException e) { // the JDK's reader throws others at some malformed input
            throw new XMLStreamException("not XML", e);
        } finally {
            xml.close();
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
