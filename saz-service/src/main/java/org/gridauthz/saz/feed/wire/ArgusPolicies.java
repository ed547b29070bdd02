package org.gridauthz.saz.feed.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gridauthz.ban.BanKind;
import org.gridauthz.identity.Dn;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedReading;
import org.gridauthz.saz.feed.FeedSieve;
import org.jspecify.annotations.Nullable;

/**
 * The policies of an Argus PAP: {@code listPolicies("default")}; in every rule whose effect is Deny, whatever a subject is matched with by
 * {@code x500Name-equal} is a banned name (gums.md §1.5). No document type, no entity of the sender's.
 */
final class ArgusPolicies {
    private static final String NAMESPACE = "http://org.glite.authz/wsdl/pap/services/xacml_policy_management";
    private static final String X500 = "x500Name-equal";
    private static final int MAX_DEPTH = 64;
    private static final Map<String, String> TYPES =
            Map.of("E", "1.2.840.113549.1.9.1", "EMAIL", "1.2.840.113549.1.9.1", "USERID", "0.9.2342.19200300.100.1.1");

    private ArgusPolicies() {}

    static HttpRequest request(Feed feed, Duration deadline) {
        String envelope = """
                <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
                xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
                <ns1:listPolicies xmlns:ns1="%s"><papAlias>default</papAlias></ns1:listPolicies>\
                </soapenv:Body></soapenv:Envelope>""".formatted(NAMESPACE);
        return HttpRequest.newBuilder(feed.url())
                .timeout(deadline)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(envelope, StandardCharsets.UTF_8))
                .build();
    }

    static FeedReading read(Feed feed, byte[] body) {
        FeedSieve sieve = new FeedSieve(feed);
        try {
            XMLStreamReader xml = hardened().createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                return policies(xml, sieve);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            return new FeedReading.NotRead(Fault.MALFORMED, "the answer is not the XML of listPolicies");
        }
    }

    private static FeedReading policies(XMLStreamReader xml, FeedSieve sieve) throws XMLStreamException {
        boolean answered = false;
        boolean deny = false;
        boolean matched = false;
        int depth = 0;
        while (xml.hasNext() && !sieve.overfull()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (++depth > MAX_DEPTH) {
                    throw new XMLStreamException("nested too deeply");
                }
                switch (xml.getLocalName()) {
                    case "Fault" -> {
                        return new FeedReading.NotRead(Fault.REFUSED, "the PAP answered with a SOAP fault");
                    }
                    case "listPoliciesResponse" -> answered = true;
                    case "Rule" -> deny = "Deny".equals(xml.getAttributeValue(null, "Effect"));
                    case "SubjectMatch" -> matched = deny && x500(xml);
                    case "AttributeValue" -> {
                        String text = text(xml); // ends behind the element
                        depth--;
                        if (matched) {
                            sieve.offer(BanKind.DN, slash(text), null);
                        }
                    }
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                matched &= !xml.getLocalName().equals("SubjectMatch");
                deny &= !xml.getLocalName().equals("Rule");
            }
        }
        return answered
                ? sieve.reading()
                : new FeedReading.NotRead(Fault.MALFORMED, "the answer holds no listPoliciesResponse");
    }

    private static boolean x500(XMLStreamReader xml) {
        String match = xml.getAttributeValue(null, "MatchId");
        return match != null && match.endsWith(X500);
    }

    /** The text of an element without children. */
    private static String text(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int event;
        while ((event = xml.next()) != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw new XMLStreamException("a value holds an element");
            }
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return text.toString().strip();
    }

    /** PAPs write RFC 2253, most specific first; some policies hold slash text all the same. */
    private static @Nullable String slash(String name) {
        if (name.startsWith("/")) {
            return name;
        }
        try {
            return Dn.of(new X500Principal(name, TYPES)).slash().text();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }
}
