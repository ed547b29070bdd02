package org.gridauthz.memberlist.voms;

import java.net.URI;

/** Where the compatibility service of a VO is: {@code <url of the VO>/services/VOMSCompatibility}. */
public final class VomsEndpoint {
    private static final String SERVICE = "/services/VOMSCompatibility";

    private VomsEndpoint() {}

    /**
     * The service's address. A tail {@code /services/…}, as configurations before 2012 have it, is dropped first
     * (gums.md §1.5).
     *
     * @param url up to and with the VO, {@code https://voms.example.org:8443/voms/dune}
     * @throws IllegalArgumentException if the result is no absolute {@code https} address
     */
    public static URI of(String url) {
        URI endpoint = URI.create(trimmed(url) + SERVICE);
        if (!"https".equalsIgnoreCase(endpoint.getScheme()) || endpoint.getHost() == null) {
            throw new IllegalArgumentException("a VO server is asked over https");
        }
        return endpoint;
    }

    private static String trimmed(String part) {
        String text = part.strip();
        int service = text.indexOf("/services/");
        text = service < 0 ? text : text.substring(0, service);
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
