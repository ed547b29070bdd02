package org.gridauthz.cli;

import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.CredentialCheck;
import org.gridauthz.trust.TrustSettings;
import org.gridauthz.web.page.AskedText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What most verbs do, done once so that the JVM's start-up cache has its classes; asks nobody, prints to nowhere in particular. */
@Command(name = "rehearse", hidden = true)
final class RehearseVerb implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine all = GridAuthz.commandLine()
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr());
        all.execute("--help");
        all.execute("ban", "--help");
        // Nobody listens there; the way to it is what is rehearsed.
        all.execute(
                "status",
                "--saz",
                "https://127.0.0.1:1",
                "--gums",
                "https://127.0.0.1:1",
                "--voms",
                "https://127.0.0.1:1");
        new CredentialCheck(TrustSettings.defaults(), AttributeReader.NONE, java.time.InstantSource.system())
                .chain("", "/nowhere", null);
        output.remark(AskedText.of(new SlashDn("/CN=x").text()).kind().name());
        java.net.http.HttpClient.newHttpClient().close();
        return 0;
    }
}
