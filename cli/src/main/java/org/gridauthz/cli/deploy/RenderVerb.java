package org.gridauthz.cli.deploy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code gridauthz deploy render}: a folder a host, from the topology of a site. */
@Command(
        name = "render",
        description = "Write what every host of a site needs: service settings, units, directors, database, firewall,"
                + " monitoring.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written, or nothing differs",
            "1:--check found differences",
            "2:wrong usage, or the topology cannot be"
        })
final class RenderVerb implements Callable<Integer> {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    @Parameters(paramLabel = "TOPOLOGY", description = "the site, as YAML")
    private Path topology = Path.of("");

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "folder to write below")
    private Path to = Path.of("");

    @Option(names = "--check", description = "write nothing; name the files that differ")
    private boolean check;

    @Spec
    private CommandSpec spec;

    /** @throws DeployMistakes for a document that is no topology */
    static Topology read(Path file) throws IOException {
        try {
            return YAML.readValue(Files.readString(file), Topology.class);
        } catch (JacksonException e) {
            if (e.getCause() instanceof DeployMistakes mistakes) {
                throw mistakes;
            }
            throw new DeployMistakes(List.of(file + ": " + e.getOriginalMessage()));
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SortedMap<String, String> files;
        try {
            files = Rendering.of(read(topology));
        } catch (DeployMistakes mistakes) {
            out.println(mistakes.getMessage());
            out.flush();
            return 2;
        }
        List<String> different = different(files, to);
        different.forEach(out::println);
        out.flush();
        if (check) {
            return different.isEmpty() ? 0 : 1;
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = to.resolve(file.getKey());
            Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
        return 0;
    }

    private static List<String> different(SortedMap<String, String> files, Path folder) throws IOException {
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || !Files.readString(path).equals(file.getValue())) {
                different.add(file.getKey());
            }
        }
        return different;
    }
}
