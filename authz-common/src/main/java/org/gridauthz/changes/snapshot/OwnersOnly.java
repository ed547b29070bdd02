package org.gridauthz.changes.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that nobody but the user of this process has touched. */
final class OwnersOnly {
    static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private OwnersOnly() {}

    /** What is wrong with this file or its directory; null if others can neither have read nor replaced it. */
    static @Nullable String broken(Path directory, Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            return "it is not a regular file";
        }
        if (!attributes.owner().equals(ourselves())) {
            return "it belongs to " + attributes.owner().getName();
        }
        Set<PosixFilePermission> may = attributes.permissions();
        if (!PosixFilePermissions.fromString("rw-------").containsAll(may)) {
            return "others may use it: " + PosixFilePermissions.toString(may);
        }
        PosixFileAttributes around = Files.readAttributes(directory, PosixFileAttributes.class);
        boolean replaceable = around.permissions().stream().anyMatch(OTHERS_WRITE::contains)
                || !around.owner().equals(ourselves());
        return replaceable ? "others may replace it: " + PosixFilePermissions.toString(around.permissions()) : null;
    }

    /** As the file system names the user of this process. */
    private static UserPrincipal ourselves() throws IOException {
        Path probe = Files.createTempFile("gridauthz", null, FILE);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
