package org.gridauthz.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code loadtest/bans} was told, and its figures as JSON: two processes one after the other, one file. */
final class BansReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--short", description = "fewer rounds of fewer bans: a look, not a figure")
    private boolean brief;

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    @Parameters(arity = "0..*", paramLabel = "BANS", description = "in force while decisions are timed")
    private List<Integer> sizes = List.of();

    boolean brief() {
        return brief;
    }

    List<Integer> sizes() {
        if (!sizes.isEmpty()) {
            return sizes;
        }
        return brief ? List.of(100, 10_000) : List.of(100, 10_000, 1_000_000);
    }

    /** Writes the file anew, with these figures alone. */
    void begin(String name, Object figures) {
        write(JSON.createObjectNode(), name, figures);
    }

    /** Adds figures to those of the process before. */
    void add(String name, Object figures) {
        boolean there = json != null && Files.exists(json);
        write(there ? (ObjectNode) JSON.readTree(json) : JSON.createObjectNode(), name, figures);
    }

    private void write(ObjectNode all, String name, Object figures) {
        if (json == null) {
            return;
        }
        all.put("short", brief);
        all.putPOJO(name, figures);
        try {
            Files.writeString(json, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
