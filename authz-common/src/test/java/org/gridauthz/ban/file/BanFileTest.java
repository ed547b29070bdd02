package org.gridauthz.ban.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.MalformedBanException;
import org.gridauthz.ban.file.BanFile.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BanFileTest {
    private static final List<String> PARTS = List.of(
            "Ann",
            "\"",
            "\\",
            "\\\"",
            " ",
            ".*",
            "(,.*)?$",
            "/CN=x",
            "\\x20",
            "x20",
            "^",
            "#",
            ",",
            "@banned.htcondor.org",
            "J\u00fcr",
            "\u2003",
            ":",
            "$(id)",
            "/ ",
            "alias a=b",
            "/Role=z");
    private static final List<String> GROUPS = List.of("/dune", "/dune/prod", "/dune/prod/x-1", "/cms", "/a.b_c");

    private static String written(Form form, List<BanTarget> bans) throws IOException {
        StringBuilder out = new StringBuilder();
        switch (form) {
            case BAN_MAPFILE -> LcmapsBans.names(bans, out);
            case BAN_VOMS_MAPFILE -> LcmapsBans.attributes(bans, out);
            case HTCONDOR_CE -> HtcondorBans.write(bans, Map.of("dune", Set.of("https://i.example.org")), out);
            case DCACHE_BAN -> DcacheBans.write(bans, out);
        }
        return out.toString();
    }

    /** Bans of every kind that has a form in that file, with names chosen to break it. */
    private static List<BanTarget> some(SplittableRandom random, Form form) {
        List<BanTarget> bans = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            String group = GROUPS.get(random.nextInt(GROUPS.size()));
            StringBuilder name = new StringBuilder("/CN=");
            for (int part = random.nextInt(5); part >= 0; part--) {
                name.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            boolean wholeRole = form != Form.DCACHE_BAN;
            try {
                bans.add(
                        switch (random.nextInt(8)) {
                            case 0 ->
                                BanTarget.of(BanKind.VO, group.substring(1).split("/", -1)[0]);
                            case 1 -> BanTarget.of(BanKind.FQAN, group);
                            case 2 -> BanTarget.of(BanKind.FQAN, group + "/Role=r" + random.nextInt(2));
                            case 3 -> BanTarget.of(BanKind.FQAN, group + "/*");
                            case 4 ->
                                BanTarget.of(
                                        BanKind.FQAN, group + (wholeRole ? "/*" : "") + "/Role=r" + random.nextInt(2));
                            case 5 ->
                                form == Form.HTCONDOR_CE
                                        ? new BanTarget(
                                                BanKind.ISSUER_SUBJECT, "https://i.example.org/a?b", name.toString())
                                        : BanTarget.of(BanKind.DN, name.toString());
                            case 6 ->
                                form == Form.HTCONDOR_CE
                                        ? BanTarget.of(BanKind.ISSUER, "https://j.example.org/x\\/?,/")
                                        : BanTarget.of(BanKind.DN, name.toString());
                            default -> BanTarget.of(BanKind.DN, name.toString());
                        });
            } catch (MalformedBanException e) {
                // that one is no name
            }
        }
        return bans;
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aFileThatIsReadAndWrittenIsTheSame(Form form) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 3_000; round++) {
            String file = written(form, some(random, form));
            BanFile.Read read = BanFile.read(form, file);
            assertThat(read.notes()).as(file).isEmpty();
            assertThat(written(form, read.bans())).as("%s", read.bans()).isEqualTo(file);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void whateverAFileHoldsItIsReadOrLeft(Form form) throws IOException {
        SplittableRandom random = new SplittableRandom(12);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder file = new StringBuilder(written(form, some(random, form)));
            for (int change = random.nextInt(6); change > 0 && !file.isEmpty(); change--) {
                file.setCharAt(random.nextInt(file.length()), (char) random.nextInt(300));
            }
            BanFile.Read read = BanFile.read(form, file.toString());
            String again = written(form, read.bans());
            assertThat(written(form, BanFile.read(form, again).bans())).isEqualTo(again);
        }
        assertThat(BanFile.read(form, "\"" + "\\\"".repeat(500_000)).bans()).isEmpty();
        assertThat(BanFile.read(form, "SSL /^" + "\\/".repeat(500_000) + "(,.*)?$/ x@banned.htcondor.org")
                        .bans())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        BAN_MAPFILE      | /DC=org/CN=Eve                                | DN   | /DC=org/CN=Eve
        BAN_MAPFILE      | "/DC=org/CN=Eve Ear"                          | DN   | /DC=org/CN=Eve Ear
        BAN_MAPFILE      | "/dune/prod/Role=x/Capability=NULL"           | FQAN | /dune/prod/Role=x
        BAN_VOMS_MAPFILE | "/dune/*"                                     | VO   | dune
        BAN_VOMS_MAPFILE | "/dune/prod/*"                                | FQAN | /dune/prod/*
        BAN_VOMS_MAPFILE | "/dune/Role=NULL/Capability=NULL"             | FQAN | /dune
        DCACHE_BAN       | ban org.dcache.auth.FQANPrincipal:/dune/prod  | FQAN | /dune/prod/*
        DCACHE_BAN       | ban org.globus.gsi.gssapi.jaas.GlobusPrincipal:/CN=a b | DN | /CN=a b
        HTCONDOR_CE      | SSL /^\\/CN\\=Eve(,.*)?$/ eve@banned.htcondor.org | DN | /CN=Eve
        """)
    void whatSitesWriteByHand(Form form, String line, BanKind kind, String value) {
        BanFile.Read read = BanFile.read(form, "# by hand\n\n  " + line + "\n");
        assertThat(read.bans()).containsExactly(BanTarget.of(kind, value));
        assertThat(read.left()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        BAN_MAPFILE | "/CN=no end
        BAN_MAPFILE | "/*"
        BAN_MAPFILE | "/d*e/x"
        BAN_MAPFILE | CN=Eve,DC=org
        DCACHE_BAN  | ban username:eve
        DCACHE_BAN  | ban dn
        DCACHE_BAN  | deny everybody
        HTCONDOR_CE | SSL /.*/ somebody
        HTCONDOR_CE | SSL /.*Eve.*/ eve@banned.htcondor.org
        HTCONDOR_CE | SCITOKENS /https:.*/ x@banned.htcondor.org
        """)
    void whatIsNoBanOfOursIsToldByLine(Form form, String line) {
        BanFile.Read read = BanFile.read(form, "#\n" + line + "\n");
        assertThat(read.bans()).isEmpty();
        assertThat(read.notes()).extracting(BanFile.Note::line).containsExactly(2);
    }

    @Test
    void formsHaveTheNamesOfTheirFiles() {
        assertThat(Form.of("dcache-ban")).contains(Form.DCACHE_BAN);
        assertThat(Form.of("htcondor-ce")).contains(Form.HTCONDOR_CE);
        assertThat(Form.of("x")).isEmpty();
    }
}
