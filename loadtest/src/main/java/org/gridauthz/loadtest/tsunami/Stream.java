package org.gridauthz.loadtest.tsunami;

import org.gridauthz.loadtest.load.HttpCall.Way;

/**
 * Calls that a loader process makes.
 *
 * @param name of the figures; kept connections live on under name and port
 * @param requests a file of {@link Requests}
 * @param callers a folder of {@link Callers}
 * @param from the loopback address they come from
 * @param perSecond 0: without pause
 * @param workers most calls under way at once
 */
record Stream(
        String name, Way way, int port, String requests, String callers, String from, double perSecond, int workers) {
    /** With so few calls under way at once. */
    Stream atOnce(int few) {
        return new Stream(name, way, port, requests, callers, from, perSecond, few);
    }
}
