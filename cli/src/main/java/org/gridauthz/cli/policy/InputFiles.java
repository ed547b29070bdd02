package org.gridauthz.cli.policy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.AssertionReading;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.yaml.AssertionReader;
import org.gridauthz.gums.policy.yaml.PolicyReader;

/** Reads what the verbs are given; every mistake of a file is named at once. */
final class InputFiles {
    private InputFiles() {}

    static Policy policy(Path file) {
        return switch (PolicyReader.read(text(file))) {
            case PolicyReading.Read read -> read.policy();
            case PolicyReading.Refused refused -> throw new UnreadableInput(file, refused.mistakes());
        };
    }

    static AssertionReading.Read assertions(Path file) {
        return switch (AssertionReader.read(text(file))) {
            case AssertionReading.Read read -> read;
            case AssertionReading.Refused refused -> throw new UnreadableInput(file, refused.mistakes());
        };
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableInput(file + ": cannot be read");
        }
    }

    /** Lines, of a compressed file too: the decision trail compresses what is older than a day. */
    static Reader lines(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
            return new InputStreamReader(plain, StandardCharsets.UTF_8);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
