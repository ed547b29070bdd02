package org.gridauthz.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what a run shows: said on the terminal at once, written as JSON and as a page at the end. */
public final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final double BUSY = 0.3;

    private final String command;
    private final boolean aloud;
    private final Map<String, String> machine;
    /** Processors that others kept busy before the run. */
    private final double busyBefore;

    private final List<Table> tables = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /** @param command as it was typed */
    public Report(String command) {
        this.command = command;
        aloud = true;
        machine = Machine.facts();
        busyBefore = Machine.busy();
        machine.put("processors busy before the run", String.format(Locale.ROOT, "%.2f", busyBefore));
    }

    private Report(Report of) {
        command = of.command;
        aloud = false;
        machine = of.machine;
        busyBefore = of.busyBefore;
    }

    /** An empty one of the same run, for a file that is written while the run goes on: nothing of it is said. */
    public Report draft() {
        return new Report(this);
    }

    /** Notes that others worked on this machine when the run began, and what that does to the figures. */
    public void noteIfBusy(String consequence) {
        if (busyBefore > BUSY) {
            note(String.format(
                    Locale.ROOT,
                    "others worked on this machine too (%.1f processors busy before the run): %s",
                    busyBefore,
                    consequence));
        }
    }

    /** What the run is doing; goes to standard error, so that standard output holds the results. */
    public static void progress(String line) {
        System.err.println(line);
    }

    /** A result, said now. */
    public void say(Table table) {
        tables.add(table);
        if (aloud) {
            System.out.println(table.text());
        }
    }

    /** A sentence a reader must know, said now. */
    public void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
            if (aloud) {
                System.out.println(sentence);
            }
        }
    }

    public void draw(Plot plot) {
        plots.add(plot);
    }

    /** A figure for the JSON only: a record, map, list, number or text. */
    public void figure(String name, Object value) {
        figures.put(name, value);
    }

    /** Everything as JSON. */
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("command", command);
        all.put("machine", machine);
        all.put("notes", notes);
        all.put("figures", figures);
        all.put("tables", tables);
        return JSON.writeValueAsString(all);
    }

    /** A page that needs nothing beside it. */
    public String html() throws IOException {
        return Page.of(command, machine, notes, tables, plots);
    }

    /**
     * Writes what was asked for, in one step: who reads meanwhile sees all of the old or all of the new.
     *
     * @param json a file, or null
     * @param html a file, or null
     */
    public void write(@Nullable Path json, @Nullable Path html) throws IOException {
        if (json != null) {
            replace(json, json());
        }
        if (html != null) {
            replace(html, html());
            if (aloud) {
                progress("report: " + html.toAbsolutePath());
            }
        }
    }

    private static void replace(Path file, String text) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            Files.writeString(file, text);
            return;
        }
        Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
