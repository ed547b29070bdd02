package org.gridauthz.xacml;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.gridauthz.xacml.BoundedXml.Refused;
import org.gridauthz.xacml.NotRead.Code;
import org.gridauthz.xacml.Query.Section;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code XACMLAuthzDecisionQuery} out of a SOAP 1.1 envelope in one pass. Any order of sections, no
 * {@code IssueInstant}, any prefix; a document type, a second query, text after the end and anything above the limits is
 * refused.
 */
public final class QueryReader {
    /** Most {@code Attribute} elements, and most values, of one query. */
    static final int MAX_ATTRIBUTES = 1000;

    private final BoundedXml xml;
    private int attributes;
    private int values;

    private QueryReader(BoundedXml xml) {
        this.xml = xml;
    }

    /** What came of it. */
    public sealed interface Reading permits Read, NotRead {}

    /** A query. */
    public record Read(Query query) implements Reading {}

    /** Reads the first bytes of an array, of which {@link BoundedXml#MAX_BODY} are too many. */
    public static Reading read(byte[] body, int length) {
        try {
            return new Read(BoundedXml.walk(body, length, xml -> new QueryReader(xml).envelope()));
        } catch (Refused refused) {
            return refused.why();
        }
    }

    private Query envelope() throws XMLStreamException {
        expect(Vocabulary.SOAP, "Envelope");
        Query query = null;
        while (xml.child()) {
            if (xml.is(Vocabulary.SOAP, "Body") && query == null) {
                query = body();
            } else if (xml.is(Vocabulary.SOAP, "Header") && query == null) {
                xml.skip();
            } else {
                throw notAQuery();
            }
        }
        if (query == null) {
            throw notAQuery();
        }
        return query;
    }

    private Query body() throws XMLStreamException {
        if (!xml.child()) {
            throw notAQuery();
        }
        expect(Vocabulary.QUERY, "XACMLAuthzDecisionQuery");
        String id = xml.attribute(null, "ID");
        Query query = null;
        while (xml.child()) {
            if (!xml.is(Vocabulary.CONTEXT, "Request")) {
                xml.skip(); // the Issuer: it names the user, the host or nobody, as the client pleases
            } else if (query == null) {
                query = request(id);
            } else {
                throw notAQuery();
            }
        }
        if (query == null || xml.child()) {
            throw notAQuery();
        }
        return query;
    }

    private Query request(@Nullable String id) throws XMLStreamException {
        List<Section> subjects = new ArrayList<>(2);
        List<Attribute> resource = new ArrayList<>();
        List<Attribute> environment = new ArrayList<>();
        while (xml.child()) {
            if (xml.is(Vocabulary.CONTEXT, "Subject")) {
                String category = xml.attribute(null, "SubjectCategory");
                List<Attribute> section = new ArrayList<>();
                section(section);
                subjects.add(new Section(
                        category == null || category.isBlank() ? Vocabulary.ACCESS_SUBJECT : category, section));
            } else if (xml.is(Vocabulary.CONTEXT, "Resource")) {
                section(resource);
            } else if (xml.is(Vocabulary.CONTEXT, "Environment")) {
                section(environment);
            } else {
                xml.skip(); // the Action: nothing here depends on it
            }
        }
        return new Query(id, subjects, resource, environment);
    }

    private void section(List<Attribute> into) throws XMLStreamException {
        while (xml.child()) {
            if (xml.is(Vocabulary.CONTEXT, "Attribute")) {
                into.add(attribute());
            } else {
                xml.skip();
            }
        }
    }

    private Attribute attribute() throws XMLStreamException {
        counted(++attributes);
        String id = xml.attribute(null, "AttributeId");
        String issuer = xml.attribute(null, "Issuer");
        if (id == null) {
            throw notAQuery();
        }
        List<String> found = new ArrayList<>(1);
        while (xml.child()) {
            if (xml.is(Vocabulary.CONTEXT, "AttributeValue")) {
                counted(++values);
                String value = xml.text().strip();
                if (!value.isEmpty()) {
                    found.add(value);
                }
            } else {
                xml.skip();
            }
        }
        return new Attribute(id, issuer, found);
    }

    private static void counted(int number) {
        if (number > MAX_ATTRIBUTES) {
            throw new Refused(Code.QUERY_TOO_LARGE, "more than " + MAX_ATTRIBUTES + " attributes or values");
        }
    }

    private void expect(String namespace, String name) {
        if (!xml.is(namespace, name)) {
            throw notAQuery();
        }
    }

    private static Refused notAQuery() {
        return new Refused(Code.NOT_A_QUERY, "not a SOAP 1.1 envelope with one XACMLAuthzDecisionQuery");
    }
}
