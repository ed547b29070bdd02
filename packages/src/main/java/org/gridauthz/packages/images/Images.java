package org.gridauthz.packages.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code Images TOP FOLDER VERSION}: writes {@code FOLDER/gridauthz-NAME.tar} for {@code docker load}, one for each service and one for the command. The same
 * input gives the same bytes: no time, no name and no order of this machine is in them.
 */
public final class Images {
    private Images() {}

    public static void main(String[] arguments) throws Exception {
        Path top = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        String version = arguments[2];
        Layers layers = new Layers(top, folder.resolve("work"), version);
        for (Program program : Program.ALL) {
            write(program, layers, folder, version);
        }
    }

    private static void write(Program program, Layers layers, Path folder, String version) throws Exception {
        String name = "gridauthz-" + program.name();
        JibContainerBuilder image = Jib.fromScratch()
                .setFormat(ImageFormat.Docker)
                .setPlatforms(Set.of(new Platform("amd64", "linux")))
                .setCreationTime(Instant.EPOCH)
                .setFileEntriesLayers(layers.of(program))
                .setUser(Layers.USER)
                .setEntrypoint(program.entrypoint())
                .setEnvironment(program.environment())
                .setExposedPorts(program.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                .setVolumes(
                        program.volumes().stream().map(AbsoluteUnixPath::get).collect(Collectors.toSet()))
                .setLabels(program.labels(version));
        Path tar = folder.resolve(name + ".tar");
        image.containerize(Containerizer.to(TarImage.at(tar).named(name + ":" + version))
                .setOfflineMode(true)
                .setToolName("gridauthz")
                .setBaseImageLayersCache(folder.resolve("cache"))
                .setApplicationLayersCache(folder.resolve("cache")));
        System.out.println(tar + ": " + Files.size(tar) / 1_000_000 + " MB");
    }
}
