package org.gridauthz.web.subjects;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code {"host"?, "subjects":[…]}} strictly: unknown and repeated fields are errors, every list and text has a
 * limit, nothing is kept of what is refused.
 */
public final class SubjectsReader {
    /** Largest body of a call, in bytes. */
    public static final int MAX_BODY = 4 << 20;

    /** Most subjects one call may carry. */
    public static final int MAX_SUBJECTS = 1000;

    /** Most FQANs or groups of one subject; the first is primary. */
    public static final int MAX_FQANS = 256;

    /** Longest chain or token, in characters. */
    public static final int MAX_CREDENTIAL = 256 << 10;

    private static final int MAX_HOST = 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(MAX_CREDENTIAL)
                    .maxNameLength(64)
                    .maxNumberLength(32)
                    .maxDocumentLength(MAX_BODY)
                    .build())
            .build();

    private SubjectsReader() {}

    /**
     * Reads a call from the first bytes of an array.
     *
     * @throws Refusal with one of the codes of "the request cannot be read"
     */
    public static SubjectsCall read(byte[] body, int length) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body, 0, length)) {
            SubjectsCall call = readCall(new Cursor(json));
            if (json.nextToken() != null) {
                throw new Refusal(ErrorCode.JSON_MALFORMED, "there is text after the end of the object");
            }
            return call;
        } catch (JacksonException e) {
            // Its message may quote the input; the place is enough.
            throw new Refusal(
                    ErrorCode.JSON_MALFORMED,
                    "not JSON at byte " + e.getLocation().getByteOffset());
        }
    }

    private static SubjectsCall readCall(Cursor at) {
        at.expect(JsonToken.START_OBJECT, "");
        String host = null;
        List<PresentedSubject> subjects = null;
        String name;
        while ((name = at.nextField()) != null) {
            switch (name) {
                case "host" -> host = at.text(host, MAX_HOST, name);
                case "subjects" -> subjects = readSubjects(at, subjects);
                default -> throw at.unknown(name, "");
            }
        }
        if (subjects == null) {
            throw at.refusal(ErrorCode.FIELD_MISSING, "subjects is required", "subjects");
        }
        return new SubjectsCall(host, subjects);
    }

    private static List<PresentedSubject> readSubjects(Cursor at, @Nullable List<PresentedSubject> before) {
        at.refuseRepeated(before, "subjects");
        at.expect(JsonToken.START_ARRAY, "subjects");
        List<PresentedSubject> subjects = new ArrayList<>(1);
        JsonToken token;
        while ((token = at.next()) != JsonToken.END_ARRAY) {
            if (subjects.size() == MAX_SUBJECTS) {
                throw at.refusal(ErrorCode.SUBJECTS_TOO_MANY, "at most " + MAX_SUBJECTS, "subjects");
            }
            at.expect(token, JsonToken.START_OBJECT, "subjects");
            at.enterSubject(subjects.size());
            subjects.add(readSubject(at));
            at.enterSubject(-1);
        }
        if (subjects.isEmpty()) {
            throw at.refusal(ErrorCode.FIELD_INVALID, "at least one subject is required", "subjects");
        }
        return subjects;
    }

    private static PresentedSubject readSubject(Cursor at) {
        SlashDn dn = null;
        SlashDn issuer = null;
        List<Fqan> fqans = null;
        PresentedSubject other = null;
        String name;
        while ((name = at.nextField()) != null) {
            switch (name) {
                case "dn" -> dn = dn(at, dn, name);
                case "issuer" -> issuer = dn(at, issuer, name);
                case "fqans" -> fqans = at.list(fqans, MAX_FQANS, Fqan::parse, name);
                case "chain" -> other = new PresentedSubject.Chain(at.text(other, MAX_CREDENTIAL, name));
                case "token" -> other = new PresentedSubject.Token(at.text(other, MAX_CREDENTIAL, name));
                case "claims" -> other = ClaimsReader.read(at, other);
                default -> throw at.unknown(name, "");
            }
        }
        boolean named = dn != null || issuer != null || fqans != null;
        if (named == (other != null) || (named && dn == null)) {
            throw at.refusal(
                    named && other != null ? ErrorCode.FIELD_INVALID : ErrorCode.FIELD_MISSING,
                    "a subject has exactly one of chain, token, claims, or dn with issuer and fqans",
                    "");
        }
        return other != null
                ? other
                : new PresentedSubject.Named(
                        java.util.Objects.requireNonNull(dn), issuer, fqans == null ? List.of() : fqans);
    }

    private static SlashDn dn(Cursor at, @Nullable SlashDn before, String field) {
        return at.parsed(at.text(before, SlashDn.MAX_LENGTH, field), SlashDn::new, field);
    }
}
