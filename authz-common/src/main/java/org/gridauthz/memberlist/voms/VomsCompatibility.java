package org.gridauthz.memberlist.voms;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.ListServer;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.NotListed;
import org.jspecify.annotations.Nullable;

/**
 * Asks a VO server for the members of a group or role: SOAP 1.1 {@code getGridmapUsers} on {@code VOMSCompatibility}
 * (voms.md §12.2), with the host's own credential. Never throws for what the other side does; one deadline covers
 * connection, request and the whole answer; redirects are not followed, since they would carry the trust elsewhere.
 */
public final class VomsCompatibility {
    static final String NAMESPACE = "http://glite.org/wsdl/services/org.glite.security.voms.service.compatibility";

    private final Supplier<SSLContext> credential;
    private final ListLimits limits;

    /** @param credential the host credential with the trusted CAs; asked again for each call, so that it may change */
    public VomsCompatibility(Supplier<SSLContext> credential, ListLimits limits) {
        this.credential = credential;
        this.limits = limits;
    }

    /**
     * Fetches a list; blocks until the deadline at most.
     *
     * @param endpoint the service itself, as {@link VomsEndpoint#of} makes it
     * @param container {@code /vo/group} or {@code /vo/group/Role=role}; null for all members of the VO
     */
    public Listing fetch(URI endpoint, @Nullable String container) {
        try (ListServer server = new ListServer(credential.get(), limits.maxBytes())) {
            return switch (server.ask(request(endpoint, container))) {
                case ListServer.Failed failed -> new NotListed(failed.fault(), failed.detail());
                case ListServer.Answered answered -> judge(answered.answer());
            };
        } catch (IllegalArgumentException endpointWrong) {
            return new NotListed(Fault.MISCONFIGURED, "not an endpoint that can be asked: " + endpoint);
        }
    }

    private Listing judge(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200 && answer.statusCode() != 500) {
            return new NotListed(Fault.REFUSED, "HTTP status " + answer.statusCode());
        }
        Listing listing = new GridmapUsersReader(limits).read(new ByteArrayInputStream(answer.body()));
        // A SOAP fault comes with 500; any other text under that status is the server's failure, not a list.
        return answer.statusCode() == 200 ? listing : new NotListed(Fault.REFUSED, "HTTP status 500");
    }

    private HttpRequest request(URI endpoint, @Nullable String container) {
        return HttpRequest.newBuilder(endpoint)
                .timeout(limits.deadline())
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Accept", "text/xml")
                .header("SOAPAction", "\"\"")
                // VOMS-Admin refuses requests without it on its other services; some releases on this one too.
                .header("X-VOMS-CSRF-GUARD", "1")
                .POST(HttpRequest.BodyPublishers.ofString(envelope(container), StandardCharsets.UTF_8))
                .build();
    }

    static String envelope(@Nullable String container) {
        String argument = container == null
                ? "<in0 xsi:type=\"xsd:string\" xsi:nil=\"true\"/>"
                : "<in0 xsi:type=\"xsd:string\">" + escaped(container) + "</in0>";
        return """
            <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
            xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
            <ns1:getGridmapUsers soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" \
            xmlns:ns1="%s">%s</ns1:getGridmapUsers></soapenv:Body></soapenv:Envelope>\
            """.formatted(NAMESPACE, argument);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
