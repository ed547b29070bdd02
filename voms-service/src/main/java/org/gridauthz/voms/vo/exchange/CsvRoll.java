package org.gridauthz.voms.vo.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.SuspensionCode;
import org.jspecify.annotations.Nullable;

/**
 * A roll as a table: a header, then a line for each certificate. Lines with the same {@code person} are one person, whose other
 * columns the first of them gives. Memberships are FQANs with blanks between them.
 */
public final class CsvRoll {
    private static final List<String> COLUMNS = List.of(
            "person",
            "givenName",
            "familyName",
            "email",
            "institution",
            "ends",
            "suspended",
            "reason",
            "kind",
            "name",
            "issuer",
            "memberships");

    private static final CSVFormat READ = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private CsvRoll() {}

    /** The header line. */
    public static String header() {
        return String.join(",", COLUMNS) + "\n";
    }

    /** A person's lines. */
    public static String lines(RollPerson one) {
        StringBuilder lines = new StringBuilder();
        for (RollPerson.Certificate certificate :
                one.certificates() == null ? List.<RollPerson.Certificate>of() : one.certificates()) {
            lines.append(CSVFormat.DEFAULT.format(
                            text(one.id()),
                            text(one.givenName()),
                            text(one.familyName()),
                            text(one.email()),
                            text(one.institution()),
                            one.ends() == null ? "" : one.ends(),
                            one.suspended() == null ? "" : one.suspended(),
                            text(one.suspensionReason()),
                            certificate.kind() == null ? "" : certificate.kind(),
                            text(certificate.name()),
                            text(certificate.issuer()),
                            one.memberships() == null ? "" : String.join(" ", one.memberships())))
                    .append("\n");
        }
        return lines.toString();
    }

    /**
     * Reads a table; columns may be missing and stand in any order.
     *
     * @throws IllegalArgumentException if it is no table
     */
    public static List<RollPerson> read(String csv) {
        Map<String, List<Map<String, String>>> people = new LinkedHashMap<>();
        try (CSVParser lines = CSVParser.parse(csv, READ)) {
            for (CSVRecord record : lines) {
                Map<String, String> line = record.toMap();
                String key = line.getOrDefault("person", "");
                people.computeIfAbsent(key.isEmpty() ? "line " + record.getRecordNumber() : key, k -> new ArrayList<>())
                        .add(line);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new IllegalArgumentException("the table cannot be read: " + e.getMessage(), e);
        }
        return people.values().stream().map(CsvRoll::person).toList();
    }

    private static RollPerson person(List<Map<String, String>> lines) {
        Map<String, String> first = lines.getFirst();
        String ends = cell(first, "ends");
        String suspended = cell(first, "suspended");
        String memberships = cell(first, "memberships");
        return new RollPerson(
                cell(first, "person"),
                cell(first, "givenName"),
                cell(first, "familyName"),
                cell(first, "email"),
                null,
                cell(first, "institution"),
                ends == null ? null : Instant.parse(ends),
                suspended == null ? null : SuspensionCode.valueOf(suspended),
                cell(first, "reason"),
                lines.stream()
                        .filter(line -> cell(line, "name") != null)
                        .map(CsvRoll::certificate)
                        .toList(),
                memberships == null ? List.of() : List.of(memberships.split("\\s+")),
                null);
    }

    private static RollPerson.Certificate certificate(Map<String, String> line) {
        String kind = cell(line, "kind");
        return new RollPerson.Certificate(
                kind == null ? null : IdentityKind.valueOf(kind), cell(line, "name"), cell(line, "issuer"), null, null);
    }

    private static @Nullable String cell(Map<String, String> line, String column) {
        String cell = line.get(column);
        return cell == null || cell.isEmpty() ? null : cell;
    }

    /** A cell that a spreadsheet would take for a formula is made a text. */
    private static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
