package org.gridauthz.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.CredentialCheck;
import org.gridauthz.trust.CredentialReport;
import org.gridauthz.trust.TrustSettings;
import org.gridauthz.trust.VomsTrust;
import org.gridauthz.trust.Vomsdir;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gridauthz verify}: what the services would say of a chain, a proxy with attributes, or a token, and why. */
@Command(
        name = "verify",
        description = "Say of certificate chains (PEM, leaf first) or tokens what the services would say, and why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all believed", "1:one refused", "2:wrong usage", "3:could not find out"})
final class VerifyVerb implements Callable<Integer> {
    static final int UNKNOWN = 3;

    @Option(
            names = "--anchors",
            paramLabel = "DIR",
            defaultValue = "/etc/grid-security/certificates",
            description = "trust anchors: a directory, or a PEM file; for tokens a JSON Web Key Set (default:"
                    + " ${DEFAULT-VALUE})")
    private Path anchors = Path.of("/etc/grid-security/certificates");

    @Option(names = "--vomsdir", paramLabel = "DIR", description = "believe VOMS attributes by the LSC files there")
    private @Nullable Path vomsdir;

    @Option(names = "--host", paramLabel = "NAME", description = "a name of this machine, for attributes with targets")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "judge as of this time: 2026-11-22T12:00:00Z, or seconds")
    private @Nullable String at;

    @Option(names = "--require-crl", description = "refuse certificates of a CA without CRL")
    private boolean requireCrl;

    @Option(names = "--require-policy", description = "refuse certificates of a CA without signing policy")
    private boolean requirePolicy;

    @Option(names = "--token", description = "the files hold tokens")
    private boolean token;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "the token issuer believed (default: the one it names)")
    private @Nullable String issuer;

    @Option(names = "--vo", paramLabel = "VO", defaultValue = "vo", description = "the VO the token issuer speaks for")
    private String vo = "vo";

    @Option(names = "--audience", paramLabel = "AUD", description = "whom tokens may be for (default: anybody)")
    private Set<String> audiences = new LinkedHashSet<>();

    @Option(
            names = "--jsonl",
            description = "read {\"id\",\"chain\"|\"token\",\"anchors\",\"at\"} and answer"
                    + " {\"id\",\"valid\",\"reason\",\"subject\",\"fqans\"}, a line each")
    private boolean jsonl;

    @Parameters(paramLabel = "FILE", description = "files to check; - is standard input")
    private List<Path> files = List.of();

    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() && !jsonl) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: FILE");
        }
        TrustSettings settings = TrustSettings.defaults();
        settings = requireCrl ? settings.with(TrustSettings.MissingCrl.REFUSED) : settings;
        settings = requirePolicy ? settings.with(TrustSettings.SigningPolicies.REQUIRED) : settings;
        AttributeReader attributes =
                vomsdir == null ? AttributeReader.NONE : new VomsTrust(new Vomsdir(vomsdir, Clock.systemUTC()), hosts);
        CredentialCheck check = new CredentialCheck(settings, attributes, InstantSource.system());
        return jsonl ? lines(check) : eachFile(check);
    }

    private int lines(CredentialCheck check) throws IOException {
        JsonLines lines = new JsonLines(check, anchors.toString(), time(), issuer, vo, audiences);
        PrintWriter out = spec.commandLine().getOut();
        if (files.isEmpty()) {
            lines.answer(standardInput(), out);
        }
        for (Path file : files) {
            try (Reader in = isStandardInput(file) ? standardInput() : Files.newBufferedReader(file)) {
                lines.answer(in, out);
            }
        }
        return 0;
    }

    private int eachFile(CredentialCheck check) throws IOException {
        int worst = 0;
        List<Object> reports = new ArrayList<>();
        for (Path file : files) {
            CredentialReport report = check(check, file);
            if (output.json()) {
                reports.add(Explanation.document(file.toString(), report));
            } else {
                Explanation.print(file.toString(), report, spec.commandLine().getOut());
            }
            worst = Math.max(
                    worst,
                    switch (report.outcome()) {
                        case BELIEVED -> 0;
                        case REFUSED -> 1;
                        case UNKNOWN -> UNKNOWN;
                    });
        }
        output.document(reports);
        return worst;
    }

    private CredentialReport check(CredentialCheck check, Path file) throws IOException {
        String text;
        if (isStandardInput(file)) {
            text = new String(System.in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } else if (Files.isRegularFile(file)) {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } else {
            throw new ParameterException(spec.commandLine(), "no such file: " + file);
        }
        return token
                ? check.token(text.strip(), anchors.toString(), issuer, vo, audiences, time())
                : check.chain(text, anchors.toString(), time());
    }

    private @Nullable Instant time() {
        if (at == null) {
            return null;
        }
        try {
            return JsonLines.time(at);
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--at: not a time: " + at);
        }
    }

    private static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    private static Reader standardInput() {
        return new InputStreamReader(System.in, StandardCharsets.UTF_8);
    }
}
