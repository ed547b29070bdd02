package org.gridauthz.community.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gridauthz.community.Communities;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is in force in step with the file: looks at its content again and again. A file that cannot be read or has
 * mistakes changes nothing and raises an alarm until it is mended; at the start there is nothing to keep, so then it is an
 * error.
 */
public final class CommunitiesFile {
    private static final Logger LOG = LoggerFactory.getLogger(CommunitiesFile.class);

    private final Path path;
    private final Consumer<Communities> changed;
    private String seen;
    private volatile Communities current;
    private volatile @Nullable String alarm;

    /**
     * Reads it.
     *
     * @param changed told of what is in force from now on, not of what is at the start
     * @throws IllegalArgumentException with every mistake and its line
     */
    public CommunitiesFile(Path path, Consumer<Communities> changed) {
        this.path = path;
        this.changed = changed;
        try {
            this.seen = Files.readString(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("gridauthz.communities: " + path + " cannot be read: " + e, e);
        }
        this.current = switch (CommunitiesReader.read(seen)) {
            case Reading.Good good -> good.communities();
            case Reading.Bad bad ->
                throw new IllegalArgumentException("gridauthz.communities: " + said(bad.mistakes()));
        };
    }

    /** What is in force. */
    public Communities current() {
        return current;
    }

    /** What is wrong with the file, null while all is well. */
    public @Nullable String alarm() {
        return alarm;
    }

    /** Looks once; true if something else is in force from now on. */
    public synchronized boolean look() {
        String now;
        try {
            now = Files.readString(path);
        } catch (IOException e) {
            alarm(path + " cannot be read: " + e);
            return false;
        }
        if (now.equals(seen)) {
            alarm = null;
            return false;
        }
        return switch (CommunitiesReader.read(now)) {
            case Reading.Good good -> {
                seen = now;
                alarm = null;
                current = good.communities();
                LOG.info("communities: {} are in force", current.all().size());
                changed.accept(current);
                yield true;
            }
            case Reading.Bad bad -> {
                alarm(said(bad.mistakes()));
                yield false;
            }
        };
    }

    private String said(List<String> mistakes) {
        return path + ": " + String.join("; ", mistakes);
    }

    private void alarm(String what) {
        if (!what.equals(alarm)) {
            alarm = what;
            LOG.error("communities: {}; what was in force before stays so", what);
        }
    }
}
