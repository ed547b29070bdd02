package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.italiangrid.voms.store.LSCInfo;

/**
 * An LSC file: which certificate chain the authority of a VO at a host has (voms.md §8). Lines are names in slash form,
 * subject and issuer of each certificate, leaf first; alternatives are separated by a NEXT CHAIN line, in the C readers'
 * spelling or the Java readers'. Names are compared as rendered text with attribute spellings folded, never parsed. Newer
 * OpenSSLs write {@code \/} and {@code \+} for a slash or plus sign inside a value; both forms of a line are read.
 *
 * @param chains the alternatives, each of an even number of names, folded
 */
record LscFile(String vo, String host, List<List<String>> chains) implements LSCInfo {
    private static final Pattern NEXT_CHAIN = Pattern.compile("-{3,}\\s*NEXT CHAIN\\s*-{3,}", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException if the text is not an LSC file; the message says why */
    static LscFile parse(String vo, String host, String text) {
        List<List<String>> chains = new ArrayList<>();
        List<String> chain = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (NEXT_CHAIN.matcher(line).matches()) {
                add(chains, chain);
                chain = new ArrayList<>();
            } else if (line.startsWith("/")) {
                chain.add(folded(line));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException("a line is neither a name, a comment nor a NEXT CHAIN line");
            }
        }
        if (!chain.isEmpty() || chains.isEmpty()) {
            add(chains, chain);
        }
        return new LscFile(vo, host, List.copyOf(chains));
    }

    private static void add(List<List<String>> chains, List<String> chain) {
        if (chain.isEmpty() || chain.size() % 2 != 0) {
            throw new IllegalArgumentException("a chain must have a subject and an issuer line for each certificate");
        }
        chains.add(List.copyOf(chain));
    }

    private static String folded(String line) {
        try {
            return new SlashDn(line.replace("\\/", "/").replace("\\+", "+")).folded();
        } catch (MalformedIdentityException e) {
            throw new IllegalArgumentException("a line is not a name: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean matches(X509Certificate[] certificates) {
        List<String> names = new ArrayList<>();
        try {
            for (X509Certificate certificate : certificates) {
                for (X500Principal name :
                        List.of(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal())) {
                    Dn dn = Dn.of(name);
                    if (dn.ambiguous()) {
                        return false;
                    }
                    names.add(dn.slash().folded());
                }
            }
        } catch (MalformedIdentityException e) {
            return false;
        }
        return chains.contains(names);
    }

    @Override
    public String getVOName() {
        return vo;
    }

    @Override
    public String getHostname() {
        return host;
    }

    @Override
    public List<String> getCertificateChainDescription() {
        return chains.getFirst();
    }

    @Override
    public String getFilename() {
        return vo + "/" + host + ".lsc";
    }

    @Override
    public void setFilename(String name) {
        throw new UnsupportedOperationException("immutable");
    }
}
