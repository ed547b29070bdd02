package org.gridauthz.cli.decide;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridauthz explain}: what SAZ and GUMS decide about a subject, and why. */
@Command(
        name = "explain",
        description = "Say what SAZ and GUMS decide about a subject, and by which rule, group, mapper or ban.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:let in and mapped, or told",
            "1:denied by one, or not kept",
            "2:wrong usage",
            "3:could not find out"
        })
public final class ExplainVerb implements Callable<Integer> {
    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--decision",
            paramLabel = "ID",
            description = "instead: why the decision with this id was so, by the bans and records of then")
    private @Nullable String decisionId;

    @Override
    public Integer call() {
        if (decisionId != null) {
            return RecordedDecision.tell(site, decisionId, output);
        }
        Map<String, Object> presented = subject.presented(site);
        Asked decision = Asked.about(site.of(Service.SAZ), Asked.DECISIONS, presented, subject.host());
        output.remark("SAZ   " + decision.line());
        decision.explain(output);
        Asked mapping = Asked.about(site.of(Service.GUMS), Asked.MAPPINGS, presented, subject.host());
        output.remark("GUMS  " + mapping.line());
        mapping.explain(output);
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("decision", decision.result());
        both.put("mapping", mapping.result());
        output.document(both);
        return decision.exit() != 0 ? decision.exit() : mapping.exit();
    }
}
