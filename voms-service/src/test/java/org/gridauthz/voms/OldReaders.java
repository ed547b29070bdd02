package org.gridauthz.voms;

import java.net.http.HttpRequest;
import java.util.List;

/** How edg-mkgridmap and old GUMS ask for the members of a group (voms.md §12.2). */
final class OldReaders {
    private static final String GUMS_ASKS = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><ns1:getGridmapUsers"
            + " xmlns:ns1=\"http://glite.org/wsdl/services/org.glite.security.voms.service.compatibility\">"
            + "<in0 xsi:type=\"xsd:string\">%s</in0></ns1:getGridmapUsers></soapenv:Body></soapenv:Envelope>";

    private OldReaders() {}

    /** The answers to a GET and to a POST. */
    static List<String> ask(VomsPlace place, String vo, String group) {
        String path = "/voms/" + vo + "/services/VOMSCompatibility";
        HttpRequest post = HttpRequest.newBuilder(place.service.uri("admin", path))
                .header("SOAPAction", "\"\"")
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(GUMS_ASKS.formatted(group)))
                .build();
        return List.of(
                place.service
                        .get(place.site.admin, path + "?method=getGridmapUsers&container=" + group)
                        .body(),
                place.service.send(place.site.admin, post).body());
    }
}
