package org.gridauthz.cli.decide;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.ServiceRefusal;
import org.gridauthz.cli.site.Site;
import org.gridauthz.cli.site.SubjectFile;
import org.gridauthz.cli.site.Unreachable;
import org.gridauthz.trust.CredentialCheck;
import org.gridauthz.trust.CredentialReport;
import org.gridauthz.trust.TrustSettings;
import org.gridauthz.trust.VomsTrust;
import org.gridauthz.trust.Vomsdir;
import org.gridauthz.web.page.AskedText;
import org.gridauthz.web.page.AskedText.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridauthz trace}: a whole login, step by step, as {@code condor_ce_trace} walks a job. */
@Command(
        name = "trace",
        description = {
            "Walk a login: read the proxy, verify its chain and attributes here, ask SAZ, ask GUMS.",
            "Each step says how long it took and why it ended so; the walk goes on after a refusal."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it would get in, and as an account",
            "1:a step refused it",
            "2:wrong usage",
            "3:a step could not find out"
        })
public final class TraceVerb implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "a proxy or chain (default: the proxy of this user)")
    private @Nullable Path file;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "where it would run; another host than yourself needs ask-for")
    private @Nullable String host;

    @Option(
            names = "--vomsdir",
            paramLabel = "DIR",
            description = "LSC files (default: $X509_VOMS_DIR, /etc/grid-security/vomsdir)")
    private @Nullable Path vomsdir;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    private final List<Step> steps = new ArrayList<>();

    @Override
    public Integer call() {
        Path proxy = file == null ? site.search().proxy() : file;
        long begun = System.nanoTime();
        AskedText subject = SubjectFile.read(proxy);
        took(Step.of("read", subject.kind() == Kind.CHAIN ? 0 : 1, begun, proxy.toString(), List.of()));
        if (subject.kind() == Kind.CHAIN) {
            took(verify(subject.value()));
            Map<String, Object> presented = Map.of("chain", subject.value());
            took(step("connect SAZ", () -> connected(Service.SAZ)));
            took(step("SAZ", () -> decided(Service.SAZ, Asked.DECISIONS, presented)));
            took(step("connect GUMS", () -> connected(Service.GUMS)));
            took(step("GUMS", () -> decided(Service.GUMS, Asked.MAPPINGS, presented)));
        }
        output.document(steps);
        return steps.stream()
                .mapToInt(Step::exit)
                .filter(exit -> exit != 0)
                .findFirst()
                .orElse(0);
    }

    private void took(Step step) {
        steps.add(step);
        output.remark(String.format(
                java.util.Locale.ROOT,
                "%-13s %-8s %6d ms  %s",
                step.name(),
                step.outcome(),
                step.millis(),
                step.said()));
        step.details().forEach(line -> output.remark("    " + line));
    }

    private Step verify(String pem) {
        long begun = System.nanoTime();
        Path where = vomsdir == null ? site.search().vomsdir() : vomsdir;
        CredentialCheck check = new CredentialCheck(
                TrustSettings.defaults(),
                new VomsTrust(new Vomsdir(where, Clock.systemUTC()), Set.of()),
                InstantSource.system());
        CredentialReport report = check.chain(pem, site.anchors().toString(), null);
        List<String> details = new ArrayList<>();
        report.fqans().forEach(fqan -> details.add("fqan: " + fqan));
        details.addAll(report.facts());
        int exit = switch (report.outcome()) {
            case BELIEVED -> 0;
            case REFUSED -> 1;
            case UNKNOWN -> 3;
        };
        String reason = report.reason() == null ? "" : report.reason() + ": ";
        return Step.of(
                "verify",
                exit,
                begun,
                report.valid() && report.subject() != null ? report.subject() : reason + report.detail(),
                details);
    }

    /** What a step found: its exit, its line, further lines. */
    private record Found(int exit, String said, List<String> details) {}

    private Step step(String name, Supplier<Found> walk) {
        long begun = System.nanoTime();
        Found found;
        try {
            found = walk.get();
        } catch (Unreachable e) {
            found = new Found(3, String.valueOf(e.getMessage()), List.of());
        } catch (ServiceRefusal e) {
            found = new Found(e.theirFault() ? 3 : 1, String.valueOf(e.getMessage()), List.of());
        }
        return Step.of(name, found.exit(), begun, found.said(), found.details());
    }

    /** A new connection with mutual TLS: what it costs, and whether each side takes the other's certificate. */
    private Found connected(Service service) {
        Reply reply = site.afresh(service).ask(Question.get("/api/v1/standing"));
        return new Found(
                0, reply.from() + " takes the credential " + site.credential().certificate(), List.of());
    }

    private Found decided(Service service, String path, Map<String, Object> presented) {
        Asked asked = Asked.about(site.of(service), path, presented, host);
        List<String> details = new ArrayList<>();
        asked.result().path("explanation").forEach(line -> details.add(line.asString("")));
        Map<String, String> known = new LinkedHashMap<>();
        known.put("epoch", asked.reply().json().path("epoch").asString(""));
        known.put("age", asked.reply().json().path("age").asString("") + " s");
        details.add("knowledge: " + known);
        return new Found(asked.exit(), asked.line(), details);
    }
}
