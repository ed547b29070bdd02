package org.gridauthz.saz.feed;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gridauthz.identity.SlashDn;

/**
 * Who may fetch ban lists besides admins with READ: names where an asterisk stands for anything but a slash,
 * {@code /DC=org/DC=site/CN=*.site.org}. A list of whom a site bans is not for everybody with a certificate.
 */
public final class FileReaders {
    private final List<Pattern> patterns;

    public FileReaders(List<String> names) {
        patterns = names.stream().map(FileReaders::compiled).toList();
    }

    /** Whether one of the names matches. */
    public boolean may(SlashDn caller) {
        return patterns.stream().anyMatch(one -> one.matcher(caller.text()).matches());
    }

    private static Pattern compiled(String name) {
        return Pattern.compile(
                List.of(name.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^/]*")));
    }
}
