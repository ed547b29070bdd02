package org.gridauthz.voms.port;

/**
 * What the REST protocol answers, apart from HTTP.
 *
 * @param status of HTTP
 * @param document {@code text/xml} in UTF-8
 */
public record RestReply(int status, String document) {}
