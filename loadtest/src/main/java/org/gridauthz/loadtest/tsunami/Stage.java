package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.ProcessState;
import org.jspecify.annotations.Nullable;

/**
 * Where a storm is played.
 *
 * @param instances all of them; the stormer's is the first
 * @param storm the stormer's port, then those of the two others
 * @param link the stormed database's cable, where there is one
 */
record Stage(
        Topology topology,
        List<Instance> instances,
        int storm,
        int b,
        int c,
        @Nullable SlowLink link) {
    static final List<String> LISTENERS = List.of("service", "admin", "a", "b", "c");

    static Stage listeners(Instance one, @Nullable SlowLink link) {
        return new Stage(Topology.LISTENERS, List.of(one), one.port("a"), one.port("b"), one.port("c"), link);
    }

    static Stage callers(Instance one, @Nullable SlowLink link) {
        int port = one.port("service");
        return new Stage(Topology.CALLERS, List.of(one), port, port, port, link);
    }

    static Stage instances(List<Instance> three, @Nullable SlowLink link) {
        return new Stage(
                Topology.INSTANCES,
                three,
                three.get(0).port("a"),
                three.get(1).port("b"),
                three.get(2).port("c"),
                link);
    }

    /** Where an instance answers the others' calls. */
    int calm(Instance instance) {
        Map<String, Integer> ports = instance.ports();
        return topology == Topology.CALLERS ? ports.getOrDefault("service", 0) : ports.getOrDefault("b", 0);
    }

    double processorSeconds() {
        return instances.stream().mapToDouble(Instance::processorSeconds).sum();
    }

    List<ProcessState> states() throws IOException, InterruptedException {
        List<ProcessState> states = new ArrayList<>();
        for (Instance instance : instances) {
            states.add(instance.state());
        }
        return states;
    }
}
