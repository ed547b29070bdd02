package org.gridauthz.xacml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.gridauthz.xacml.NotRead.Code;
import org.jspecify.annotations.Nullable;

/**
 * An XML document walked by elements, in one pass and within bounds: a document type ends it, nothing is fetched or expanded,
 * and depth, text and length have limits. Text between elements means nothing.
 */
public final class BoundedXml implements AutoCloseable {
    /** Largest document, in bytes; a certificate chain in a query is some tens of kilobytes. */
    public static final int MAX_BODY = 1 << 20;

    /** Deepest nesting of elements; a query has eight levels. */
    public static final int MAX_DEPTH = 24;

    /** Longest text of one element, in characters: a certificate chain, a job description. */
    public static final int MAX_TEXT = 256 << 10;

    /** Longest XML attribute that is asked for, in characters. */
    public static final int MAX_NAME = 2048;

    private static final XMLInputFactory XML = hardened();

    private final XMLStreamReader xml;
    private int depth;

    private BoundedXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Ends the reading; made from foreign input at the caller's rate, so without a trace. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient NotRead why;

        public Refused(Code code, String detail) {
            super(detail, null, false, false);
            why = new NotRead(code, detail);
        }

        /** What to tell the sender. */
        public NotRead why() {
            return why;
        }
    }

    /** Reads a document. */
    public interface Walk<T> {
        /** Begins on the root element. */
        T walk(BoundedXml xml) throws XMLStreamException;
    }

    /**
     * Walks the document in the first bytes of an array, to its very end.
     *
     * @throws Refused for anything that is not a document within the bounds, and whatever the walk refuses
     */
    public static <T> T walk(byte[] body, int length, Walk<T> walk) {
        if (length > MAX_BODY) {
            throw new Refused(Code.QUERY_TOO_LARGE, "at most " + MAX_BODY + " bytes");
        }
        try (BoundedXml xml = new BoundedXml(XML.createXMLStreamReader(new ByteArrayInputStream(body, 0, length)))) {
            if (!xml.child()) {
                throw new XMLStreamException("no element");
            }
            T walked = walk.walk(xml);
            while (xml.xml.hasNext()) {
                xml.next();
            }
            return walked;
        } catch (Refused refused) {
            throw refused;
        } catch (XMLStreamException | RuntimeException e) { // lazily found malformed input
            throw new Refused(Code.XML_MALFORMED, "not well-formed XML");
        }
    }

    /** Goes to the next child of the element we are in; false at its end. */
    public boolean child() throws XMLStreamException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> {
                    // white space, comments, instructions to somebody else
                }
            }
        }
    }

    /** Passes over the element just begun. */
    public void skip() throws XMLStreamException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** The text of the element just begun, without that of elements inside; goes to its end. */
    public String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int event;
        while ((event = next()) != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                skip();
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (text.length() + xml.getTextLength() > MAX_TEXT) {
                    throw new Refused(Code.QUERY_TOO_LARGE, "a text of more than " + MAX_TEXT + " characters");
                }
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return text.toString();
    }

    /** Whether the element just begun has this name. */
    public boolean is(String namespace, String name) {
        return xml.getLocalName().equals(name) && namespace.equals(xml.getNamespaceURI());
    }

    /** The local name of the element just begun. */
    public String name() {
        return xml.getLocalName();
    }

    /** An attribute of the element just begun. */
    public @Nullable String attribute(@Nullable String namespace, String name) {
        String value = xml.getAttributeValue(namespace, name);
        if (value != null && value.length() > MAX_NAME) {
            throw new Refused(Code.QUERY_TOO_LARGE, "an XML attribute of more than " + MAX_NAME + " characters");
        }
        return value;
    }

    private int next() throws XMLStreamException {
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > MAX_DEPTH) {
                    throw new Refused(Code.QUERY_TOO_LARGE, "elements nested deeper than " + MAX_DEPTH);
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new Refused(Code.DOCTYPE_REFUSED, "a document type, or an entity of its own");
            default -> {
                // nothing to count
            }
        }
        return event;
    }

    @Override
    public void close() throws XMLStreamException {
        xml.close();
    }

    /** What the walk counts has no limit here as well, but for attributes, which are read before the walk sees them. */
    private static XMLInputFactory hardened() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLResolver nothing = (publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        };
        factory.setXMLResolver(nothing);
        factory.setProperty(WstxInputProperties.P_DTD_RESOLVER, nothing);
        factory.setProperty(WstxInputProperties.P_ENTITY_RESOLVER, nothing);
        factory.setProperty(WstxInputProperties.P_UNDECLARED_ENTITY_RESOLVER, nothing);
        factory.setProperty(WstxInputProperties.P_CACHE_DTDS, false);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, 1);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_BODY);
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        return factory;
    }
}
