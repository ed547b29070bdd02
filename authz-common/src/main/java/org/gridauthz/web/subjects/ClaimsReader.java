package org.gridauthz.web.subjects;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.web.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads {@code {"iss","sub","groups":[…]?,"scope"?}}: the claims of a token that the caller verified. */
final class ClaimsReader {
    private static final int MAX_CLAIM = 1024;
    private static final int MAX_SCOPE = 8192;
    private static final int MAX_SCOPES = 256;

    private ClaimsReader() {}

    static PresentedSubject.Claims read(Cursor at, @Nullable PresentedSubject before) {
        at.refuseRepeated(before, "claims");
        at.expect(JsonToken.START_OBJECT, "claims");
        String issuer = null;
        String subject = null;
        List<Fqan> groups = null;
        String scope = null;
        String name;
        while ((name = at.nextField()) != null) {
            switch (name) {
                case "iss" -> issuer = claim(at, issuer, "claims/iss");
                case "sub" -> subject = claim(at, subject, "claims/sub");
                case "groups" -> groups = at.list(groups, SubjectsReader.MAX_FQANS, Fqan::parse, "claims/groups");
                case "scope" -> scope = at.text(scope, MAX_SCOPE, "claims/scope");
                default -> throw at.unknown(name, "claims");
            }
        }
        if (issuer == null || subject == null) {
            throw at.refusal(ErrorCode.FIELD_MISSING, "iss and sub are required", "claims");
        }
        List<String> scopes = scope == null || scope.isBlank()
                ? List.of()
                : List.of(scope.strip().split(" +", MAX_SCOPES + 1));
        if (scopes.size() > MAX_SCOPES) {
            throw at.refusal(ErrorCode.FIELD_INVALID, "at most " + MAX_SCOPES + " scopes", "claims/scope");
        }
        return new PresentedSubject.Claims(issuer, subject, groups == null ? List.of() : groups, scopes);
    }

    private static String claim(Cursor at, @Nullable String before, String field) {
        String claim = at.text(before, MAX_CLAIM, field);
        if (claim.isEmpty() || claim.chars().anyMatch(Character::isISOControl)) {
            throw at.refusal(ErrorCode.TOKEN_SUBJECT_MALFORMED, "must not be empty or hold control characters", field);
        }
        return claim;
    }
}
