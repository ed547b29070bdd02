package org.gridauthz.cli.site;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.gridauthz.tls.GridHttpClient;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.tls.HostCredentialException;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every verb that asks services: where they are and who asks. */
public final class Site {
    private static final String WHERE =
            "admin listeners, comma-separated; the first that can be reached is asked (default: $";

    @Option(names = "--gums", split = ",", paramLabel = "URL", description = "GUMS' " + WHERE + "GUMS_ADMIN_URL)")
    private List<URI> gums = List.of();

    @Option(names = "--saz", split = ",", paramLabel = "URL", description = "SAZ' " + WHERE + "SAZ_ADMIN_URL)")
    private List<URI> saz = List.of();

    @Option(names = "--voms", split = ",", paramLabel = "URL", description = "VOMS' " + WHERE + "VOMS_ADMIN_URL)")
    private List<URI> voms = List.of();

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "certificate chain or proxy, PEM (default: " + CredentialSearch.PLACES + ")")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "its key, PEM (default: the file of --cert)")
    private @Nullable Path key;

    @Option(
            names = "--capath",
            paramLabel = "DIR",
            description =
                    "trust anchors (default: $X509_CERT_DIR, ~/.globus/certificates, /etc/grid-security/certificates)")
    private @Nullable Path anchors;

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", defaultValue = "5", hidden = true)
    private int connectSeconds = 5;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private final CredentialSearch search = CredentialSearch.here();
    private @Nullable HttpClient client;

    /** The instances of a service. */
    public Instances of(Service service) {
        return new Instances(client(), addresses(service));
    }

    /** Instances at addresses that an option of a verb gave. */
    public Instances at(List<URI> addresses) {
        return new Instances(client(), addresses);
    }

    /** What a new connection costs is measured with a client that has none. */
    public Instances afresh(Service service) {
        client = null;
        return of(service);
    }

    /** Where the trust anchors are. */
    public Path anchors() {
        return anchors == null ? search.anchors() : anchors;
    }

    /** Where grid tools look for what is not named. */
    public CredentialSearch search() {
        return search;
    }

    /** The files of who asks. */
    public CredentialSearch.Found credential() {
        if (certificate != null) {
            return new CredentialSearch.Found(certificate, key == null ? certificate : key);
        }
        CredentialSearch.Found found = search.find();
        if (found == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no credential: name one by --cert and --key; looked for in " + CredentialSearch.PLACES);
        }
        return found;
    }

    private List<URI> addresses(Service service) {
        List<URI> named = switch (service) {
            case GUMS -> gums;
            case SAZ -> saz;
            case VOMS -> voms;
        };
        if (!named.isEmpty()) {
            return named;
        }
        String usual = search.environment().getOrDefault(service.variable(), service.usual());
        return Arrays.stream(usual.split(",", -1)).map(URI::create).toList();
    }

    private HttpClient client() {
        if (client == null) {
            CredentialSearch.Found found = credential();
            try {
                HostCredential credential = HostCredential.read(found.certificate(), found.key());
                GridTrust trust = GridTrust.ofDirectory(
                        anchors(), TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());
                client = GridHttpClient.of(trust, credential, Duration.ofSeconds(connectSeconds));
            } catch (HostCredentialException e) {
                throw new ParameterException(spec.commandLine(), "the credential cannot be used: " + e.getMessage(), e);
            }
        }
        return client;
    }
}
