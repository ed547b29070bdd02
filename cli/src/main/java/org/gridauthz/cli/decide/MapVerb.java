package org.gridauthz.cli.decide;

import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridauthz map}: which account, as GUMS answers a gatekeeper. */
@Command(
        name = "map",
        description = "Ask GUMS which account a subject becomes. It is a real call: a pool account may be leased.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:mapped", "1:denied", "2:wrong usage", "3:could not find out"})
public final class MapVerb implements Callable<Integer> {
    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Option(names = "--explain", description = "say why")
    private boolean explain;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Asked mapping = Asked.about(site.of(Service.GUMS), Asked.MAPPINGS, subject.presented(site), subject.host());
        output.remark(mapping.line());
        if (explain) {
            mapping.explain(output);
        }
        output.document(mapping.reply().json());
        return mapping.exit();
    }
}
