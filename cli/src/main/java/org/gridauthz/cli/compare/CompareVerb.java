package org.gridauthz.cli.compare;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.gridauthz.cli.output.Progress;
import org.gridauthz.gums.mapfile.FlatFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code gridauthz compare}: asks an old and a new system about the same subjects while both run side by side. */
@Command(
        name = "compare",
        description = {
            "Ask two systems about the same subjects and tell what they answer differently.",
            "A system is https://HOST:PORT (GUMS of this suite), gums-json:https://HOST:8443/gums (GUMS 1.5),",
            "xacml:https://HOST:PORT/PATH (GUMS, SAZ, an Argus PDP), mapfile:FILE[,FILE...] (grid-mapfile,"
                    + " voms-mapfile),",
            "or calls:FILE (recorded decisions)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all answers are the same",
            "1:some differ",
            "2:wrong usage, or a file that cannot be read",
            "3:none differ, but some could not be got"
        })
public final class CompareVerb implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_SUBJECTS = 1_000_000;
    private static final int AT_ONCE = 1000;

    @Parameters(index = "0", paramLabel = "OLD", description = "a system, or files")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "another one")
    private String fresh = "";

    @Parameters(
            index = "2",
            arity = "1..*",
            paramLabel = "SUBJECTS",
            description = "lines of a decision file, JSON with dn and fqans, or of a (VO) grid-mapfile; each subject is"
                    + " asked once")
    private List<Path> subjects = List.of();

    @Option(names = "--host", paramLabel = "HOST", description = "the host asked about (default: the caller)")
    private @Nullable String host;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            defaultValue = "/etc/grid-security/hostcert.pem",
            description = "the caller's certificate chain, PEM (default: ${DEFAULT-VALUE})")
    private Path certificate = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            defaultValue = "/etc/grid-security/hostkey.pem",
            description = "its key, PEM (default: ${DEFAULT-VALUE})")
    private Path key = Path.of("");

    @Option(
            names = "--capath",
            paramLabel = "DIR",
            defaultValue = "/etc/grid-security/certificates",
            description = "trust anchors (default: ${DEFAULT-VALUE})")
    private Path anchors = Path.of("");

    @Option(names = "--pools-alike", description = "accounts that differ by their number only are the same")
    private boolean poolsAlike;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|jsonl",
            defaultValue = "text",
            description = "a table, or a line of JSON for each difference")
    private String output = "text";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!output.equals("text") && !output.equals("jsonl")) {
            throw new ParameterException(spec.commandLine(), "--output: text or jsonl");
        }
        Side left = side(old);
        Side right = side(fresh);
        List<Asked> asked = List.copyOf(asked());
        Tally tally = new Tally();
        try (Progress progress = Progress.of("subjects", asked.size())) {
            for (int from = 0; from < asked.size(); from += AT_ONCE) {
                List<Asked> part = asked.subList(from, Math.min(from + AT_ONCE, asked.size()));
                List<Said> before = left.answer(part);
                List<Said> now = right.answer(part);
                for (int i = 0; i < part.size(); i++) {
                    tally.count(part.get(i), before.get(i), now.get(i));
                }
                progress.step(part.size());
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(asked.size() + " subjects: " + tally.same + " the same, " + tally.different + " different, "
                + tally.unknown + " without an answer");
        spec.commandLine().getOut().flush();
        err.flush();
        return tally.different > 0 ? 1 : tally.unknown > 0 ? 3 : 0;
    }

    /** Counts, and writes what differs. */
    private final class Tally {
        private int same;
        private int different;
        private int unknown;

        void count(Asked subject, Said before, Said now) {
            if (!before.known() || !now.known()) {
                unknown++;
                write("unknown", subject, before, now);
            } else if (before.same(now, poolsAlike)) {
                same++;
            } else {
                different++;
                write("different", subject, before, now);
            }
        }

        private void write(String what, Asked subject, Said before, Said now) {
            PrintWriter out = spec.commandLine().getOut();
            if (output.equals("text")) {
                String fqan =
                        subject.fqans().isEmpty() ? "" : " " + subject.fqans().getFirst();
                out.printf("%-9s %-28s %-28s %s%n", what, before, now, subject.dn() + fqan);
                return;
            }
            ObjectNode line = JSON.createObjectNode();
            line.put("outcome", what);
            line.put("dn", subject.dn());
            subject.fqans().forEach(line.putArray("fqans")::add);
            line.set("old", JSON.valueToTree(before));
            line.set("new", JSON.valueToTree(now));
            out.println(JSON.writeValueAsString(line));
        }
    }

    private Side side(String text) {
        if (text.startsWith("https://")) {
            return new RestSide(new Calls(certificate, key, anchors), URI.create(text), host);
        }
        if (text.startsWith("gums-json:https://")) {
            URI url = URI.create(text.substring("gums-json:".length()));
            return new GumsJsonSide(new Calls(certificate, key, anchors), url, host);
        }
        if (text.startsWith("xacml:https://")) {
            URI url = URI.create(text.substring("xacml:".length()));
            return new XacmlSide(new Calls(certificate, key, anchors), url, host);
        }
        if (text.startsWith("calls:")) {
            RecordedSide recorded = new RecordedSide();
            lines(Path.of(text.substring("calls:".length())), recorded::line);
            return recorded;
        }
        if (text.startsWith("mapfile:")) {
            List<FlatFile.Report> files = new ArrayList<>();
            for (String file : text.substring("mapfile:".length()).split(",", -1)) {
                StringBuilder all = new StringBuilder();
                lines(Path.of(file), line -> all.append(line).append('\n'));
                FlatFile.Report report = FlatFile.read(FlatFile.Kind.MAP, all.toString());
                report.notes()
                        .forEach(note -> spec.commandLine()
                                .getErr()
                                .println(file + ": line " + note.line() + ": " + note.text()));
                files.add(report);
            }
            return new MapfileSide(files);
        }
        throw new ParameterException(
                spec.commandLine(),
                text + ": neither https://, gums-json:https://, xacml:https://, mapfile: nor calls:");
    }

    private Set<Asked> asked() {
        Set<Asked> asked = new LinkedHashSet<>();
        int[] left = new int[1];
        for (Path file : subjects) {
            lines(file, line -> {
                Asked subject = Asked.of(line);
                if (subject != null && asked.size() < MOST_SUBJECTS) {
                    asked.add(subject);
                } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                    left[0]++;
                }
            });
        }
        if (left[0] > 0) {
            spec.commandLine().getErr().println(left[0] + " lines are about nobody with a certificate");
        }
        return asked;
    }

    /** Lines, of a compressed file too. */
    private void lines(Path file, Consumer<String> taker) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            reader.lines().forEach(taker);
        } catch (IOException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), file + ": cannot be read");
        }
    }
}
