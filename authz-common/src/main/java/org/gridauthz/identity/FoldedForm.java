package org.gridauthz.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wide comparison form of slash text, for bans: spellings of one attribute name become one
 * ({@code USERID}, {@code UserId}, {@code uid} → {@code UID}; {@code E}, {@code email}, {@code emailAddress} → {@code Email};
 * VOMS {@code normalize.c}, VOMS-Admin {@code DNUtil}), and so do raw and escaped spellings of one character. Two different
 * names may fold to one text. That is meant: a ban must not be escaped by a spelling; a permit never uses this form.
 */
final class FoldedForm {
    private static final Pattern TYPE = Pattern.compile("(?<=[/+])([A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\\.[0-9]+)+)=");
    private static final Pattern BYTES = Pattern.compile("(?:\\\\x[0-9A-Fa-f]{2})+|[^ -~]+");

    /** Lower-case spelling or OID → the folded one. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("uid", "UID"),
            Map.entry("userid", "UID"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("0.9.2342.19200300.100.1.44", "UID"),
            Map.entry("e", "Email"),
            Map.entry("email", "Email"),
            Map.entry("emailaddress", "Email"),
            Map.entry("1.2.840.113549.1.9.1", "Email"),
            Map.entry("dc", "DC"),
            Map.entry("domaincomponent", "DC"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("cn", "CN"),
            Map.entry("commonname", "CN"),
            Map.entry("2.5.4.3", "CN"),
            Map.entry("c", "C"),
            Map.entry("countryname", "C"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("l", "L"),
            Map.entry("localityname", "L"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("st", "ST"),
            Map.entry("s", "ST"),
            Map.entry("stateorprovincename", "ST"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("o", "O"),
            Map.entry("organizationname", "O"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("ou", "OU"),
            Map.entry("organizationalunitname", "OU"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("serialnumber", "serialNumber"),
            Map.entry("2.5.4.5", "serialNumber"));

    private FoldedForm() {}

    static String of(String slash) {
        // OpenSSL 3 writes a slash or plus inside a value with a backslash before it; 1.x and every grid file do not
        String plain = slash.replace("\\/", "/").replace("\\+", "+");
        String bytes = BYTES.matcher(plain).replaceAll(FoldedForm::oneSpelling);
        return TYPE.matcher(bytes).replaceAll(FoldedForm::type);
    }

    private static String type(MatchResult found) {
        String spelling = found.group(1);
        return SPELLINGS.getOrDefault(spelling.toLowerCase(Locale.ROOT), spelling) + "=";
    }

    /** A run of escaped bytes, or of characters outside ASCII: as the escaped UTF-8 of the text it stands for. */
    private static String oneSpelling(MatchResult found) {
        String run = found.group();
        byte[] utf8 = run.charAt(0) == '\\' ? utf8OfEscapes(run) : Dn.utf8(run);
        StringBuilder out = new StringBuilder();
        OnelineForm.escape(utf8, out);
        return Matcher.quoteReplacement(out.toString());
    }

    private static byte[] utf8OfEscapes(String run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < run.length(); i += 4) {
            int b = Integer.parseInt(run, i + 2, i + 4, 16);
            if (b != 0) { // OpenSSL prints BMPString "ab" as \x00a\x00b
                bytes.write(b);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return bytes.toByteArray();
        } catch (CharacterCodingException e) { // T61String and old files hold Latin-1
            return Dn.utf8(bytes.toString(StandardCharsets.ISO_8859_1));
        }
    }
}
