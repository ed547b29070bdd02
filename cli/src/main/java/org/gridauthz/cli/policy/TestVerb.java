package org.gridauthz.cli.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.Assertion;
import org.gridauthz.gums.policy.AssertionReading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridauthz policy test}: holds a policy against assertion files. */
@Command(
        name = "test",
        description = "Hold a policy against what its administrator expects of it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all assertions hold", "1:one does not", "2:wrong usage, or an unreadable file"})
final class TestVerb implements Callable<Integer> {
    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "the policy to try (default: the one that each assertion file brings along)")
    private @Nullable Path policy;

    @Parameters(arity = "1..*", paramLabel = "ASSERTIONS", description = "assertion files")
    private List<Path> files = List.of();

    @Mixin
    private Output output = new Output();

    /** A failed assertion as it is printed. */
    record Failed(String file, int line, String about, String expected, String found, List<String> explanation) {
        static Failed of(Path file, Assertion.Failure failure) {
            Assertion assertion = failure.assertion();
            return new Failed(
                    file.toString(),
                    assertion.line(),
                    assertion.about(),
                    assertion.expected(),
                    failure.found(),
                    failure.explanation());
        }

        @Override
        public String toString() {
            return file + ": line " + line + ": " + about + ": expected " + expected + ", found " + found + "\n    "
                    + String.join("\n    ", explanation);
        }
    }

    @Override
    public Integer call() {
        Policy named = policy == null ? null : InputFiles.policy(policy);
        List<Failed> failures = new ArrayList<>();
        int tried = 0;
        for (Path file : files) {
            AssertionReading.Read read = InputFiles.assertions(file);
            Policy tested = named == null ? read.policy() : named;
            if (tested == null) {
                throw new UnreadableInput(file + ": brings no policy along; name one with --policy");
            }
            tried += read.assertions().size();
            Assertion.check(tested, read.world(), read.assertions())
                    .forEach(failure -> failures.add(Failed.of(file, failure)));
        }
        output.print(failures);
        output.remark(tried + " tried, " + failures.size() + " failed");
        return failures.isEmpty() ? 0 : 1;
    }
}
