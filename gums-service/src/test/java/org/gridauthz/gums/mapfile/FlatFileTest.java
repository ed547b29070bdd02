package org.gridauthz.gums.mapfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gridauthz.gums.mapfile.FlatFile.Kind;
import org.gridauthz.gums.mapfile.FlatFile.PatternLine;
import org.gridauthz.gums.mapfile.FlatFile.Report;
import org.gridauthz.identity.SlashDn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlatFileTest {
    @Test
    void aMapOfNamesAndPatternsIsTakenApart() {
        Report report = FlatFile.read(Kind.MAP, """
                # made by hand
                "/DC=org/CN=Ann A" ann

                  "/DC=org/CN=Bob" bob,bobadm
                /DC=org/CN=Cat cat
                "/DC=org/CN=host/ce.example.org" ce
                "/CN=x\\" root" eve
                "/C=DE/CN=J\\xC3\\xBCrgen" juergen
                "/GLOW/Role=htpc/*" glow2
                "/GLOW/*" glow
                """);
        assertThat(report.accounts())
                .isEqualTo(Map.of(
                        dn("/DC=org/CN=Ann A"), "ann",
                        dn("/DC=org/CN=Bob"), "bob",
                        dn("/DC=org/CN=Cat"), "cat",
                        dn("/DC=org/CN=host/ce.example.org"), "ce",
                        dn("/CN=x\" root"), "eve",
                        dn("/C=DE/CN=J\\xC3\\xBCrgen"), "juergen"));
        assertThat(report.patterns())
                .containsExactly(
                        new PatternLine(9, "/GLOW/Role=htpc/*", "glow2"), new PatternLine(10, "/GLOW/*", "glow"));
        assertThat(report.notes())
                .containsExactly(new FlatFile.Note(4, "further accounts are left out: the first is the default"));
        assertThat(report.refused()).isZero();
    }

    @Test
    void banFilesHaveNoAccounts() {
        Report report = FlatFile.read(Kind.BAN, "\"/DC=org/CN=Eve\"\n/DC=org/CN=Mal\n\"/bad/*\"\n\"/DC=org/CN=Eve\"\n");
        assertThat(report.bannedNames()).containsExactly(dn("/DC=org/CN=Eve"), dn("/DC=org/CN=Mal"));
        assertThat(report.bannedPatterns()).containsExactly("/bad/*");
        assertThat(report.accounts()).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("no account", "\"/DC=org/CN=Ann\"", "no account, or not the name of one"),
                arguments("no end", "\"/DC=org/CN=Ann ann", "no name, or its quotes do not end"),
                arguments("empty name", "\"\" ann", "no name, or its quotes do not end"),
                arguments("RFC 2253", "\"CN=Ann,DC=org\" ann", "neither a certificate name nor an FQAN"),
                arguments("account with blank", "\"/CN=Ann\" ann root", "no account, or not the name of one"),
                arguments("control character", "\"/CN=An\u0007n\" ann", "the certificate name does not parse"),
                arguments("gridmapdir", "\"/cms/*\" .cms", "pool .cms must become a pool of the policy"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCannotBeTakenOverIsReportedByLine(String name, String line, String note) {
        Report report = FlatFile.read(Kind.MAP, "# heading\n" + line + "\n");
        assertThat(report.accounts()).isEmpty();
        assertThat(report.patterns()).isEmpty();
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.notes()).isEqualTo(List.of(new FlatFile.Note(2, note)));
    }

    @Test
    void theFirstLineOfANameCounts() {
        Report report = FlatFile.read(Kind.MAP, "\"/CN=Ann\" ann\n\"/CN=Ann\" root\n\"/CN=Ann\" ann\n");
        assertThat(report.accounts()).isEqualTo(Map.of(dn("/CN=Ann"), "ann"));
        assertThat(report.refused()).isEqualTo(1);
    }

    private static SlashDn dn(String text) {
        return new SlashDn(text);
    }
}
