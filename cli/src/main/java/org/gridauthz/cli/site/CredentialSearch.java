package org.gridauthz.cli.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where grid tools look for a credential, in their order (Globus GSI C, {@code globus_gsi_sysconfig}): the environment's proxy, the
 * environment's certificate and key, for root the host's, the proxy of this user, the user's own certificate.
 *
 * @param environment of the process
 * @param root what absolute places are below; {@code /} but for tests
 * @param home of the user
 * @param uid of the user
 */
public record CredentialSearch(Map<String, String> environment, Path root, Path home, long uid) {
    /** Keeps a copy of the environment. */
    public CredentialSearch {
        environment = Map.copyOf(environment);
    }

    /** Files of PEM; a proxy's two are one. */
    public record Found(Path certificate, Path key) {}

    /** The places looked at, for a person who has none. */
    static final String PLACES = "$X509_USER_PROXY, $X509_USER_CERT and $X509_USER_KEY, /tmp/x509up_u<uid>, "
            + "~/.globus/usercert.pem; for root also /etc/grid-security/hostcert.pem";

    /** Of this process. */
    static CredentialSearch here() {
        return new CredentialSearch(
                System.getenv(), Path.of("/"), Path.of(System.getProperty("user.home", "/")), own());
    }

    /** What is named in the environment counts whether it is there or not; of the usual places the first that is there. */
    public @Nullable Found find() {
        Found named = named();
        if (named != null) {
            return named;
        }
        Path proxy = root.resolve("tmp/x509up_u" + uid);
        Path host = root.resolve("etc/grid-security");
        Found hosts = new Found(host.resolve("hostcert.pem"), host.resolve("hostkey.pem"));
        Found users = new Found(home.resolve(".globus/usercert.pem"), home.resolve(".globus/userkey.pem"));
        List<Found> places =
                uid == 0 ? List.of(hosts, new Found(proxy, proxy), users) : List.of(new Found(proxy, proxy), users);
        return places.stream()
                .filter(place -> Files.isReadable(place.certificate()) && Files.isReadable(place.key()))
                .findFirst()
                .orElse(null);
    }

    /** Where the anchors are. */
    public Path anchors() {
        String named = environment.get("X509_CERT_DIR");
        if (named != null) {
            return Path.of(named);
        }
        Path own = home.resolve(".globus/certificates");
        return Files.isDirectory(own) ? own : root.resolve("etc/grid-security/certificates");
    }

    /** The proxy of this user alone, as {@code voms-proxy-info} looks for it. */
    public Path proxy() {
        String named = environment.get("X509_USER_PROXY");
        return named != null ? Path.of(named) : root.resolve("tmp/x509up_u" + uid);
    }

    /** Where LSC files are. */
    public Path vomsdir() {
        String named = environment.get("X509_VOMS_DIR");
        return named != null ? Path.of(named) : root.resolve("etc/grid-security/vomsdir");
    }

    private @Nullable Found named() {
        String proxy = environment.get("X509_USER_PROXY");
        if (proxy != null) {
            return new Found(Path.of(proxy), Path.of(proxy));
        }
        String certificate = environment.get("X509_USER_CERT");
        String key = environment.get("X509_USER_KEY");
        return certificate == null || key == null ? null : new Found(Path.of(certificate), Path.of(key));
    }

    private static long own() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (java.io.IOException | RuntimeException e) {
            return -1; // no such place: the environment still works
        }
    }
}
