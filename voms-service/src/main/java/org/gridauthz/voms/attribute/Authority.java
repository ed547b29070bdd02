package org.gridauthz.voms.attribute;

import java.time.Duration;

/**
 * The attribute authority of one VO as its clients see it.
 *
 * @param vo the VO's name
 * @param alias what clients type; usually the VO's name
 * @param host the name in vomses lines and in every AC, after which sites name the LSC file; no address literal
 * @param port where it answers
 * @param longestLife of an AC; a longer one asked for is cut to it with a warning
 * @param longForm whether FQANs are issued with {@code Role=NULL} and {@code Capability=NULL}
 */
public record Authority(String vo, String alias, String host, int port, Duration longestLife, boolean longForm) {
    /** What a VO gets that sets nothing. */
    public static final Duration USUAL_LIFE = Duration.ofHours(12);

    /** With everything as usual. */
    public static Authority of(String vo, String host, int port) {
        return new Authority(vo, vo, host, port, USUAL_LIFE, true);
    }

    /** {@code host:port}, as warnings name it. */
    public String place() {
        return host + ":" + port;
    }
}
