package org.gridauthz.argus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values in Hessian 1.0, put together by hand. */
final class Wire {
    private Wire() {}

    static String text(String text) {
        return "S" + counted(text);
    }

    static String counted(String text) {
        return "" + (char) (text.length() >> 8) + (char) (text.length() & 0xff) + text;
    }

    static String list(String... values) {
        return "Vl\0\0\0" + (char) values.length + String.join("", values) + "z";
    }

    static String map(String type, String... fields) {
        return "Mt" + counted(type) + String.join("", fields) + "z";
    }

    static String model(String type, String... fields) {
        return map("org.glite.authz.common.model." + type, fields);
    }

    static String attribute(String id, String... values) {
        String[] all = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = text(values[i]);
        }
        return model(
                "Attribute",
                text("id") + text(id),
                text("dataType") + text("http://www.w3.org/2001/XMLSchema#string"),
                text("issuer") + "N",
                text("values") + list(all));
    }

    static String request(String subject, String environment) {
        return model(
                "Request",
                text("subjects") + list(model("Subject", text("category") + "N", text("attributes") + list(subject))),
                text("resources")
                        + list(model(
                                "Resource",
                                text("resourceContent") + "N",
                                text("attributes")
                                        + list(attribute(
                                                "urn:oasis:names:tc:xacml:1.0:resource:resource-id",
                                                "http://authz-interop.org/xacml/resource/resource-type/wn")))),
                text("action")
                        + model(
                                "Action",
                                text("attributes")
                                        + list(attribute(
                                                "urn:oasis:names:tc:xacml:1.0:action:action-id",
                                                "http://glite.org/xacml/action/execute"))),
                text("environment") + model("Environment", text("attributes") + list(environment)));
    }

    /** A worker node's usual one. */
    static String usual() {
        return request(
                attribute("urn:oasis:names:tc:xacml:1.0:subject:subject-id", "CN=Alice Adams,DC=gridauthz,DC=org")
                        + attribute("http://glite.org/xacml/attribute/fqan/primary", "/dune/Role=production")
                        + attribute("http://glite.org/xacml/attribute/fqan", "/dune/Role=production", "/dune"),
                attribute("http://glite.org/xacml/attribute/profile-id", "http://glite.org/xacml/profile/grid-wn/1.0"));
    }

    static byte[] bytes(String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            out.write(value.charAt(i));
        }
        return out.toByteArray();
    }

    /** As the C client sends it. */
    static byte[] body(String value) {
        return Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encode(bytes(value));
    }

    static Reading read(String value) {
        byte[] body = body(value);
        return PepReader.read(body, body.length);
    }
}
