package org.gridauthz.cli.decide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridauthz.cli.site.Site;
import org.gridauthz.cli.site.SubjectFile;
import org.gridauthz.web.page.AskedText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who is asked about, for which host. */
final class SubjectOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SUBJECT",
            description = "a file with a proxy, chain or token, a DN, or a token (default: the proxy of this user)")
    private @Nullable String subject;

    @Option(
            names = "--fqan",
            paramLabel = "FQAN",
            description = "of a DN, in their order; they count as far as you may vouch")
    private List<String> fqans = List.of();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "where it would run; naming another host than yourself needs ask-for")
    private @Nullable String host;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** As a decision call takes it. */
    Map<String, Object> presented(Site site) {
        Map<String, Object> presented = text(site).presented(fqans);
        if (presented == null) {
            throw new ParameterException(
                    spec.commandLine(), subject + " is neither a file, a DN nor a token; gridauthz whois takes more");
        }
        return presented;
    }

    @Nullable
    String host() {
        return host;
    }

    private AskedText text(Site site) {
        if (subject != null) {
            return SubjectFile.orText(subject);
        }
        Path proxy = site.search().proxy();
        if (!Files.isReadable(proxy)) {
            throw new ParameterException(spec.commandLine(), "there is no proxy at " + proxy + ": name a SUBJECT");
        }
        return SubjectFile.read(proxy);
    }
}
