package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** What a lab could leave behind on the machine: its folder, links and namespaces of the machine's own network, processes. */
final class LabTraces {
    private final Path state;
    private final List<String> before;

    /** To be made before the lab is. */
    LabTraces(Path state) throws Exception {
        this.state = state;
        before = network();
    }

    void assertNone() throws Exception {
        assertThat(state).doesNotExist();
        assertThat(network()).isEqualTo(before);
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(state.toString())))
                .isEmpty();
    }

    private static List<String> network() throws Exception {
        Process links = new ProcessBuilder("sh", "-c", "ip -brief link; ip netns list").start();
        return links.inputReader().lines().map(line -> line.split(" ")[0]).toList();
    }
}
