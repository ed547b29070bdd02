package org.gridauthz.voms.port;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridauthz.voms.attribute.Refusal;

/**
 * Reads {@code <voms><command>…</voms>} (voms.md §4.1). A document type ends the reading, so there are no entities but
 * XML's own five; bytes are characters, whatever encoding the document claims.
 */
final class XmlRequest {
    private static final XMLInputFactory XML = hardened();

    private XmlRequest() {}

    static Reading read(String vo, String document) {
        Gathered gathered = new Gathered();
        List<String> commands = new ArrayList<>();
        boolean base64 = false;
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(document));
            for (int event = xml.next(); event != XMLStreamConstants.START_ELEMENT; event = xml.next()) {
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("a document type");
                }
            }
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                String text = xml.getElementText();
                switch (name) {
                    case "command" -> commands.add(text);
                    case "order" -> gathered.order(text);
                    case "targets" -> gathered.targets(text);
                    case "lifetime" -> gathered.lifetime(text);
                    case "base64" -> base64 = true;
                    default -> {} // version, and whatever comes after us
                }
            }
        } catch (XMLStreamException | RuntimeException e) { // the JDK's reader throws others at some malformed input
            return new Reading.Not(Refusal.unintelligible(vo, "it is not the XML of a VOMS request"), base64);
        }
        return understood(vo, gathered, commands, base64);
    }

    private static Reading understood(String vo, Gathered gathered, List<String> commands, boolean base64) {
        boolean list = commands.stream().anyMatch(Terms::isList);
        if (list) {
            gathered.wishes("A", Terms::ofCommand);
        }
        for (String command : commands) {
            if (!Terms.isList(command)) {
                gathered.wishes(command, Terms::ofCommand);
            }
        }
        if (gathered.wishedForNothing()) {
            gathered.mistaken("it holds no command");
        }
        String mistake = gathered.mistake();
        return mistake == null
                ? new Reading.Understood(gathered.asked(), list, base64)
                : new Reading.Not(Refusal.unintelligible(vo, mistake), base64);
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }
}
