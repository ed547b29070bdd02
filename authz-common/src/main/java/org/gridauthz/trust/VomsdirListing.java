package org.gridauthz.trust;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One walk over a vomsdir.
 *
 * @param files what each file says, or said when it last could be read
 * @param problems what did not read this time
 * @param complete whether the directory itself could be listed
 */
record VomsdirListing(Map<Path, VomsdirFile> files, List<String> problems, boolean complete) {
    VomsdirListing {
        files = Map.copyOf(files);
        problems = List.copyOf(problems);
    }

    static VomsdirListing of(Path directory, Map<Path, VomsdirFile> before) {
        Map<Path, VomsdirFile> files = new HashMap<>();
        List<String> problems = new ArrayList<>();
        try (DirectoryStream<Path> vos = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path vo : vos) {
                addVo(vo, before, files, problems);
            }
        } catch (IOException | DirectoryIteratorException e) {
            problems.add(directory + " cannot be listed, what it said before is kept: " + e.getMessage());
            return new VomsdirListing(before, problems, false);
        }
        return new VomsdirListing(files, problems, true);
    }

    private static void addVo(
            Path vo, Map<Path, VomsdirFile> before, Map<Path, VomsdirFile> files, List<String> problems) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(vo, VomsdirFile::hasKnownName)) {
            for (Path entry : entries) {
                try {
                    files.put(entry, VomsdirFile.read(vo.getFileName().toString(), entry));
                } catch (NoSuchFileException e) {
                    // Removed between listing and reading: gone like any other removed file.
                    continue;
                } catch (IOException | IllegalArgumentException e) {
                    keep(entry, before, files, problems, e);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            problems.add(vo + " cannot be listed, what it said before is kept: " + e.getMessage());
            before.forEach((path, file) -> {
                if (vo.equals(path.getParent())) {
                    files.putIfAbsent(path, file);
                }
            });
        }
    }

    private static void keep(
            Path entry,
            Map<Path, VomsdirFile> before,
            Map<Path, VomsdirFile> files,
            List<String> problems,
            Exception why) {
        VomsdirFile last = before.get(entry);
        if (last != null) {
            files.put(entry, last);
        }
        problems.add(entry + " does not read, " + (last == null ? "it is left out: " : "what it said before is kept: ")
                + why.getMessage());
    }
}
