package org.gridauthz.cli.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gridauthz.web.page.AskedText;
import org.gridauthz.web.page.AskedText.Kind;

/** What somebody types for a subject where it may be the name of a file. A key in that file stays here. */
public final class SubjectFile {
    private static final Pattern CERTIFICATES =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\\s*", Pattern.DOTALL);
    private static final int LONGEST = 1 << 20;

    private SubjectFile() {}

    /** A file's content if there is one of that name; else by its form. */
    public static AskedText orText(String text) {
        try {
            Path path = Path.of(text);
            if (!text.isEmpty() && Files.isRegularFile(path)) {
                return read(path);
            }
        } catch (InvalidPathException e) {
            return AskedText.of(text); // no file has such a name
        }
        return AskedText.of(text);
    }

    /**
     * What a file holds: a chain, or a token.
     *
     * @throws UnreadableCredential if it cannot be read, or is too large
     */
    public static AskedText read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new UnreadableCredential(file + ": too large for a credential");
            }
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            StringBuilder chain = new StringBuilder();
            CERTIFICATES
                    .matcher(content)
                    .results()
                    .forEach(block -> chain.append(block.group().strip()).append('\n'));
            return chain.isEmpty()
                    ? new AskedText(Kind.TOKEN, content.strip())
                    : new AskedText(Kind.CHAIN, chain.toString());
        } catch (IOException e) {
            throw new UnreadableCredential(file + ": cannot be read");
        }
    }
}
