package org.gridauthz.trust;

import eu.emi.security.authn.x509.helpers.ns.EuGridPmaNamespacesParser;
import eu.emi.security.authn.x509.helpers.ns.GlobusNamespacesParser;
import eu.emi.security.authn.x509.helpers.ns.NamespacePolicy;
import eu.emi.security.authn.x509.helpers.ns.NamespacesParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of an anchors directory, parsed. Kept between readings while the file's {@link Stamp} stays. */
sealed interface AnchorFile {
    /** Largest file that is read. */
    long LARGEST = 128L << 20;

    Pattern NAME = Pattern.compile("([0-9a-fA-F]{8})\\.(r?\\d{1,3}|signing_policy|namespaces)");

    record Certificates(String hash, List<X509Certificate> certificates) implements AnchorFile {}

    record Crls(String hash, List<X509CRL> crls) implements AnchorFile {}

    record Signing(String hash, List<NamespacePolicy> policies) implements AnchorFile {}

    record Namespaces(String hash, List<NamespacePolicy> policies) implements AnchorFile {}

    /** What does not parse: kept too, so that it is not parsed again every time. */
    record Broken(String hash, String suffix, String why) implements AnchorFile {}

    /** What tells a changed file: an atomic replacement changes the file key, an overwrite the times. */
    record Stamp(String attributes) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(
                    new TreeMap<>(Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,fileKey")).toString());
        }
    }

    /** Reads and parses; null for a name that means nothing in such a directory. */
    static @Nullable AnchorFile read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        String hash = name.group(1).toLowerCase(Locale.ROOT);
        String suffix = name.group(2);
        try {
            if (Files.size(file) > LARGEST) {
                return new Broken(hash, suffix, "larger than " + LARGEST + " bytes");
            }
            return switch (suffix) {
                case "signing_policy" -> new Signing(hash, rules(new GlobusNamespacesParser(file.toString())));
                case "namespaces" -> new Namespaces(hash, rules(new EuGridPmaNamespacesParser(file.toString(), true)));
                default -> suffix.charAt(0) == 'r' ? crls(hash, file) : certificates(hash, file);
            };
        } catch (IOException | CertificateException | RuntimeException e) { // canl's parsers also throw unchecked ones
            return new Broken(hash, suffix, String.valueOf(e.getMessage()));
        }
    }

    /** A policy file without a rule would permit everything: garbage must not. */
    private static List<NamespacePolicy> rules(NamespacesParser parser) throws IOException {
        List<NamespacePolicy> rules = List.copyOf(parser.parse());
        if (rules.isEmpty()) {
            throw new IOException("there is no rule in it");
        }
        return rules;
    }

    private static Certificates certificates(String hash, Path file) throws IOException, CertificateException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<X509Certificate> all = text.contains("-----BEGIN ")
                ? PemCertificates.certificates(text)
                : List.of(PemCertificates.certificate(bytes));
        List<X509Certificate> named = all.stream()
                .filter(c -> CaHash.of(c.getSubjectX500Principal()).contains(hash))
                .toList();
        if (named.isEmpty()) {
            throw new CertificateException("the file name is not the hash of the subject");
        }
        return new Certificates(hash, named);
    }

    private static Crls crls(String hash, Path file) throws IOException, CertificateException {
        byte[] bytes = Files.readAllBytes(file);
        return new Crls(hash, PemCertificates.crls(bytes, new String(bytes, StandardCharsets.ISO_8859_1)));
    }
}
