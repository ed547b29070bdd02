package org.gridauthz.assembly;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * {@code HealthProbe URL} ends with 0 if the answer there is 200, else with 1. For the container images, which have neither a shell nor curl; it runs every few
 * seconds, so nothing but the JDK's oldest client is loaded.
 */
public final class HealthProbe {
    private static final int PATIENCE_MILLIS = 3_000;

    private HealthProbe() {}

    public static void main(String[] arguments) {
        System.exit(healthy(URI.create(arguments[0])) ? 0 : 1);
    }

    static boolean healthy(URI at) {
        try {
            HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // it does not answer, which is what was asked
        }
    }
}
