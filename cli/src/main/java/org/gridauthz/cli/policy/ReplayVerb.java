package org.gridauthz.cli.policy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.output.Progress;
import org.gridauthz.gums.policy.Replay;
import org.gridauthz.gums.policy.World;
import org.gridauthz.gums.policy.recorded.CallLines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gridauthz policy replay}: whose answer changes, by the calls that were recorded. */
@Command(
        name = "replay",
        description = "Put recorded calls to two policies and list each subject whose answer changes.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no answer changes", "1:answers change", "2:wrong usage, or an unreadable file"})
final class ReplayVerb implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "the policy in force")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "the policy to come")
    private Path after = Path.of("");

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "CALLS",
            description = "decision files of the service (gums-decisions.jsonl), or compressed ones (.gz)")
    private List<Path> calls = List.of();

    @Option(
            names = "--world",
            paramLabel = "FILE",
            description = "an assertion file whose members, lists and bans are taken (default: none are known)")
    private @Nullable Path world;

    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        World around =
                world == null ? World.EMPTY : InputFiles.assertions(world).world();
        Replay replay = new Replay(around.around(InputFiles.policy(before)), InputFiles.policy(after));
        try (Progress progress = Progress.of("files", calls.size())) {
            for (Path file : calls) {
                put(file, replay);
                progress.step(1);
            }
        }
        Replay.Report report = replay.report();
        output.print(report.changes());
        output.remark(report.calls() + " calls, " + report.changedCalls() + " answered differently"
                + (report.unlisted() == 0 ? "" : ", " + report.unlisted() + " of them not listed"));
        return report.changedCalls() == 0 ? 0 : 1;
    }

    private void put(Path file, Replay replay) {
        try (Reader lines = InputFiles.lines(file)) {
            CallLines.Outcome outcome = CallLines.read(lines, replay::take);
            if (outcome.malformed() > 0) {
                spec.commandLine()
                        .getErr()
                        .println(file + ": " + outcome.malformed() + " lines hold no call, first " + outcome.first());
            }
            if (outcome.calls() == 0 && outcome.malformed() > 0) {
                throw new UnreadableInput(file + ": holds no call");
            }
        } catch (IOException e) {
            throw new UnreadableInput(file + ": cannot be read");
        }
    }
}
