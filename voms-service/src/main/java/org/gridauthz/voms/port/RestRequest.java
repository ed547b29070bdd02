package org.gridauthz.voms.port;

import org.gridauthz.voms.attribute.Refusal;

/** The head of an HTTP request: its first line decides all; what stands in headers is not looked at. */
final class RestRequest {
    private static final String PATH = "/generate-ac";

    private RestRequest() {}

    static Reading read(String vo, String head) {
        int end = head.indexOf('\n');
        String line = head.substring(0, end < 0 ? head.length() : end);
        if (line.endsWith("\r")) {
            line = line.substring(0, line.length() - 1);
        }
        int target = line.indexOf(' ');
        int version = line.lastIndexOf(' ');
        if (target < 0 || version <= target || !line.startsWith("HTTP/", version + 1)) {
            return not(Refusal.unintelligible(vo, "it is neither HTTP nor XML"));
        }
        String uri = line.substring(target + 1, version);
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        if (!path.equals(PATH) && !path.equals("/voms/" + vo + PATH)) {
            return not(new Refusal(Refusal.Cause.NOT_FOUND, vo + ": Only " + PATH + " is served on this port."));
        }
        if (!line.startsWith("GET ")) {
            return not(new Refusal(Refusal.Cause.METHOD, vo + ": Only GET is taken on this port."));
        }
        return QueryReader.read(vo, question < 0 ? null : uri.substring(question + 1));
    }

    private static Reading not(Refusal why) {
        return new Reading.Not(why, true);
    }
}
