package org.gridauthz.cli.pool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gridauthz.gums.pool.AccountName;
import org.gridauthz.gums.pool.GridmapdirName;

/**
 * A gridmapdir on disk: an empty file for each pool account, and for a lease a hard link to it, named by the certificate name. Which link belongs to
 * which account is told by the inode.
 */
final class Gridmapdir {
    private Gridmapdir() {}

    /** A link and the account it is hard-linked to. */
    record Held(String link, String account, FileTime used) {}

    /**
     * What a directory says.
     *
     * @param held the most recently used first, since of two links of a name that one is right
     * @param free how many accounts have no link
     * @param strange names that are neither, or links without an account
     */
    record Content(List<Held> held, int free, List<String> strange) {}

    static Content read(Path directory) throws IOException {
        Map<Object, String> accounts = new HashMap<>();
        Map<Path, Object> links = new HashMap<>();
        List<String> strange = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Object inode = Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    strange.add(name);
                } else if (GridmapdirName.looksLike(name)) {
                    links.put(file, inode);
                } else if (!isAccount(name) || accounts.putIfAbsent(inode, name) != null) {
                    strange.add(name);
                }
            }
        }
        List<Held> held = new ArrayList<>();
        for (Map.Entry<Path, Object> link : links.entrySet()) {
            String name = link.getKey().getFileName().toString();
            String account = accounts.get(link.getValue());
            if (account == null) {
                strange.add(name);
            } else {
                held.add(new Held(name, account, Files.getLastModifiedTime(link.getKey())));
            }
        }
        held.sort(Comparator.comparing(Held::used).reversed().thenComparing(Held::link));
        long used = held.stream().map(Held::account).distinct().count();
        return new Content(held, (int) (accounts.size() - used), strange);
    }

    /**
     * Makes a directory of lines {@code ACCOUNT} and {@code ACCOUNT LINK}. What is there already stays.
     *
     * @return lines that could not be made: the link is another account's there, or its name is too long for a file
     */
    static List<String> write(Path directory, List<String> lines) throws IOException {
        List<String> left = new ArrayList<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            String account = blank < 0 ? line : line.substring(0, blank);
            String link = blank < 0 ? null : line.substring(blank + 1);
            if (!isAccount(account) || (link != null && !GridmapdirName.looksLike(link))) {
                left.add(line);
                continue;
            }
            Path file = directory.resolve(account);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(file);
            }
            if (link != null && !link(directory.resolve(link), file)) {
                left.add(line);
            }
        }
        return left;
    }

    private static boolean link(Path link, Path file) {
        try {
            Files.createLink(link, file);
            return true;
        } catch (FileAlreadyExistsException there) {
            try {
                return Files.isSameFile(link, file);
            } catch (IOException unreadable) {
                return false;
            }
        } catch (IOException | UnsupportedOperationException tooLong) {
            return false;
        }
    }

    private static boolean isAccount(String name) {
        try {
            AccountName.check(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
