package org.gridauthz.memberlist.voms;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.voms.GridmapUsers.Item;
import org.gridauthz.memberlist.voms.GridmapUsers.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SOAP answer of {@code getGridmapUsers} in one pass. No document type, no entity of the sender's, at most
 * {@value #MAX_DEPTH} levels, and no more entries than the limits allow are ever held.
 */
final class GridmapUsersReader {
    private static final int MAX_DEPTH = 8;
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final XMLInputFactory XML = hardened();

    private final ListLimits limits;
    private int taken;

    GridmapUsersReader(ListLimits limits) {
        this.limits = limits;
    }

    Listing read(InputStream body) {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(body);
            try {
                return envelope(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException malformed) {
            return new NotListed(Fault.MALFORMED, "the answer is not the XML of getGridmapUsers");
        } catch (TooMany tooMany) {
            return new NotListed(Fault.TOO_LARGE, "more than " + limits.maxRows() + " entries");
        }
    }

    private Listing envelope(XMLStreamReader xml) throws XMLStreamException {
        descend(xml, "Envelope");
        while (!xml.getLocalName().equals("Body")) {
            skip(xml);
            next(xml, "Body");
        }
        GridmapUsers users = new GridmapUsers();
        boolean answered = false;
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (xml.getLocalName().equals("Fault") && SOAP.equals(xml.getNamespaceURI())) {
                return new NotListed(Fault.REFUSED, "the VO server answered with a SOAP fault");
            }
            String id = xml.getAttributeValue(null, "id");
            if (answered && id != null) {
                users.multiRef(id, value(xml));
            } else if (xml.getLocalName().equals("getGridmapUsersResponse") && !answered) {
                answered = true;
                while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                    users.returned(value(xml));
                }
            } else {
                skip(xml);
            }
        }
        return answered
                ? users.listing(limits)
                : new NotListed(Fault.MALFORMED, "the answer holds no getGridmapUsersResponse");
    }

    /** To the first child element of the root, which must be the named one. */
    private static void descend(XMLStreamReader xml, String root) throws XMLStreamException {
        next(xml, root);
        if (!xml.getLocalName().equals(root) || !SOAP.equals(xml.getNamespaceURI())) {
            throw new XMLStreamException("not a SOAP envelope");
        }
        next(xml, "Body");
    }

    private static void next(XMLStreamReader xml, String wanted) throws XMLStreamException {
        int event = xml.nextTag();
        if (event != XMLStreamConstants.START_ELEMENT) {
            throw new XMLStreamException("no " + wanted);
        }
    }

    private Value value(XMLStreamReader xml) throws XMLStreamException {
        String href = href(xml);
        boolean nil = nil(xml);
        boolean array = xml.getAttributeValue(SOAP_ENCODING, "arrayType") != null;
        StringBuilder text = new StringBuilder();
        List<Item> items = new ArrayList<>();
        int event;
        while ((event = xml.next()) != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                items.add(item(xml));
            } else {
                append(xml, event, text);
            }
        }
        count();
        return new Value(new Item(href, nil, text.toString()), array || !items.isEmpty(), items);
    }

    private Item item(XMLStreamReader xml) throws XMLStreamException {
        String href = href(xml);
        boolean nil = nil(xml);
        StringBuilder text = new StringBuilder();
        int event;
        while ((event = xml.next()) != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw new XMLStreamException("an entry holds an element");
            }
            append(xml, event, text);
        }
        count();
        return new Item(href, nil, text.toString());
    }

    private void count() {
        // References name a row twice, and the array itself counts: twice the rows and a little is the honest bound.
        if (++taken > 2L * limits.maxRows() + 16) {
            throw new TooMany();
        }
    }

    private static void append(XMLStreamReader xml, int event, StringBuilder text) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                // Says nothing about members.
            }
            default -> throw new XMLStreamException("unexpected markup");
        }
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
                throw new XMLStreamException("nested too deeply");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private static @Nullable String href(XMLStreamReader xml) {
        String href = xml.getAttributeValue(null, "href");
        return href == null ? null : href.startsWith("#") ? href.substring(1) : href;
    }

    private static boolean nil(XMLStreamReader xml) {
        String nil = xml.getAttributeValue(XSI, "nil");
        return "true".equals(nil) || "1".equals(nil);
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** Leaves the parser's depth at once; turned into an outcome by {@link #read}. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }
}
