package org.gridauthz.cli.policy;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Consent;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz policy apply}: a document becomes the policy in force, after its findings and differences were seen. */
@Command(
        name = "apply",
        description = "Store a policy in GUMS and put it in force, after showing what it means and changes.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:in force",
            "1:refused, or not wanted",
            "2:wrong usage, or not a policy",
            "3:could not find out"
        })
final class ApplyVerb implements Callable<Integer> {
    @Parameters(paramLabel = "POLICY", description = "the policy document")
    private Path policy = Path.of("");

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept with it")
    private String reason = "";

    @Option(names = "--store-only", description = "store it as a version, and leave the one in force")
    private boolean storeOnly;

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        String document = InputFiles.text(policy);
        InputFiles.policy(policy); // what is no policy here is none there
        Instances gums = site.of(Service.GUMS);
        JsonNode findings = gums.ask(Question.yaml("/api/v1/policies/lint", document))
                .done()
                .path("findings");
        findings.forEach(finding -> output.remark(finding.path("severity").asString("") + " "
                + finding.path("where").asString("") + ": "
                + finding.path("message").asString("")));
        JsonNode diff =
                gums.ask(Question.yaml("/api/v1/policies/diff", document)).done();
        output.remark("against version " + diff.path("from").asString("") + ":");
        for (JsonNode one : diff.path("differences")) {
            output.remark("  " + one.path("what").asString("") + ": "
                    + one.path("before").asString("-") + " -> "
                    + one.path("after").asString("-"));
        }
        if (diff.path("differences").isEmpty()) {
            output.remark("  no difference");
        }
        if (!consent.given(storeOnly ? "Store it?" : "Put it in force?")) {
            output.remark("nothing was done");
            return 1;
        }
        JsonNode done = gums.ask(Question.yaml(
                        "/api/v1/policies" + Question.query("activate", Boolean.toString(!storeOnly), "reason", reason),
                        document))
                .done();
        output.remark("version " + done.path("version").asString("") + (storeOnly ? " stored" : " is in force")
                + ", epoch " + done.path("epoch").asString(""));
        output.document(done);
        return 0;
    }
}
