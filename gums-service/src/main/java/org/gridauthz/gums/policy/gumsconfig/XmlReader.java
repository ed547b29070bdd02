package org.gridauthz.gums.policy.gumsconfig;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads bounded XML: no document type, no entity of the author's, no address is ever opened. */
final class XmlReader {
    static final int MAX_CHARACTERS = 16 << 20;
    private static final int MAX_ELEMENTS = 200_000;
    private static final int MAX_DEPTH = 16;

    private XmlReader() {}

    static Element read(String text) throws XMLStreamException {
        if (text.length() > MAX_CHARACTERS) {
            throw new XMLStreamException("more than " + MAX_CHARACTERS + " characters");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
        Deque<Element> open = new ArrayDeque<>();
        int elements = 0;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS || open.size() == MAX_DEPTH) {
                        throw new XMLStreamException("too many or too deeply nested elements", in.getLocation());
                    }
                    Element element = element(in);
                    if (open.peek() != null) {
                        open.element().children().add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Element closed = open.pop();
                    if (open.isEmpty()) {
                        return closed;
                    }
                }
                case XMLStreamConstants.DTD ->
                    throw new XMLStreamException("a document type is not taken", in.getLocation());
                default -> {
                    // Text and comments mean nothing in gums.config.
                }
            }
        }
        throw new XMLStreamException("no element");
    }

    private static Element element(XMLStreamReader in) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        return new Element(in.getLocalName(), in.getLocation().getLineNumber(), attributes, new ArrayList<>());
    }
}
