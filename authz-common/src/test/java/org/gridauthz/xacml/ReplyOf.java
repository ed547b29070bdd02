package org.gridauthz.xacml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What the watched clients make of a reply, mistakes included, as the table "What each client needs" tells it. They do not run
 * here (but A, which ArcPdpTest runs); so their reading is written down, and tried on the bytes that they were seen to read.
 */
enum ReplyOf {
    /** Globus' C library. */
    C {
        @Override
        String read(Document reply) {
            Node statement = first(reply, SAML, "Statement");
            if (reply.getElementsByTagNameNS(SOAP, "Fault").getLength() > 0 || statement == null) {
                return "SOAP error";
            }
            String type = ((Element) statement).getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type");
            String prefix = type.substring(0, Math.max(0, type.indexOf(':')));
            if (!type.endsWith(":XACMLAuthzDecisionStatementType")
                    || !STATEMENT.equals(statement.lookupNamespaceURI(prefix))) {
                return "SOAP error";
            }
            Node result = first(reply, CONTEXT, "Result");
            Node status = first((Element) result, CONTEXT, "Status");
            if (status == null || first((Element) status, CONTEXT, "StatusCode") == null) {
                return "crash";
            }
            String decision = text(first(reply, CONTEXT, "Decision"));
            if (!decision.equals("Permit")) {
                return decision;
            }
            return unknownObligation(reply) ? "fails" : "Permit " + assigned(reply);
        }
    },
    /** privilege's Java library, asked for a mapping. */
    J {
        @Override
        String read(Document reply) {
            if (reply.getElementsByTagNameNS(SOAP, "Fault").getLength() > 0) {
                return "Indeterminate";
            }
            String decision = text(first(reply, CONTEXT, "Decision"));
            if (first(reply, SAML, "Statement") == null
                    || decision.equals("Indeterminate")
                    || decision.equals("NotApplicable")) {
                return "not authorized";
            }
            if (first(reply, POLICY, "Obligations") == null) {
                return "null pointer";
            }
            if (unknownObligation(reply)) {
                return "fails";
            }
            String account = assigned(reply);
            return account.isEmpty() ? "no mapping" : "Permit " + account;
        }
    },
    /** ARC's PDP handler with {@code AcceptMapping} on. */
    A {
        @Override
        String read(Document reply) {
            Node at = reply.getDocumentElement();
            Node body = at.getFirstChild();
            while (body != null && body.getNodeType() != Node.ELEMENT_NODE) {
                body = body.getNextSibling();
            }
            at = body;
            for (String name : new String[] {
                "saml2p:Response",
                "saml2:Assertion",
                "saml2:Statement",
                "xacml-context:Response",
                "xacml-context:Result",
                "xacml-context:Decision"
            }) {
                at = at == null ? null : child(at, name);
            }
            if (at == null || !text(at).equals("Permit")) {
                return "refused";
            }
            String user = "";
            NodeList obligations = reply.getElementsByTagNameNS(POLICY, "Obligation");
            for (int i = 0; i < obligations.getLength(); i++) {
                StringBuilder direct = new StringBuilder();
                for (Node node = obligations.item(i).getFirstChild(); node != null; node = node.getNextSibling()) {
                    direct.append(node.getNodeType() == Node.TEXT_NODE ? node.getNodeValue() : "");
                }
                user = direct.toString();
            }
            return "Permit " + user;
        }
    };

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String STATEMENT = "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:assertion";
    static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    static final String POLICY = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";
    private static final String PREFIX = "http://authz-interop.org/xacml/obligation/";
    private static final Set<String> HANDLED =
            Set.of(PREFIX + "username", PREFIX + "uidgid", PREFIX + "secondary-gids");

    abstract String read(Document reply);

    /** What it tells its own caller, in a word or two. */
    String read(byte[] reply) {
        return read(parsed(reply));
    }

    static Document parsed(byte[] reply) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(reply));
        } catch (Exception e) {
            throw new AssertionError(new String(reply, StandardCharsets.UTF_8), e);
        }
    }

    private static Node first(Document in, String namespace, String name) {
        return in.getElementsByTagNameNS(namespace, name).item(0);
    }

    private static Node first(Element in, String namespace, String name) {
        return in.getElementsByTagNameNS(namespace, name).item(0);
    }

    private static Node child(Node of, String name) {
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    private static String text(Node node) {
        return node == null ? "" : node.getTextContent();
    }

    private static boolean unknownObligation(Document reply) {
        NodeList obligations = reply.getElementsByTagNameNS(POLICY, "Obligation");
        for (int i = 0; i < obligations.getLength(); i++) {
            if (!HANDLED.contains(((Element) obligations.item(i)).getAttribute("ObligationId"))) {
                return true;
            }
        }
        return false;
    }

    private static String assigned(Document reply) {
        NodeList all = reply.getElementsByTagNameNS(POLICY, "AttributeAssignment");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            if (one.getAttribute("AttributeId").endsWith("/attribute/username")) {
                return one.getTextContent();
            }
        }
        return "";
    }
}
