package org.gridauthz.voms.registration.rest;

import java.util.List;
import java.util.Map;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.registration.Application.Details;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.store.Applications.NewApplication;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.rest.Inputs;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for. The applicant herself is the certificate she calls with.
 *
 * @param kind MEMBERSHIP, GROUP, ROLE, CERTIFICATE, RENEWAL or LEAVING
 * @param givenName with {@code familyName}, {@code email} and {@code fields} for MEMBERSHIP
 * @param institution an id, for MEMBERSHIP where the VO asks for it
 * @param aup for MEMBERSHIP: the version of the rules of use that is accepted hereby
 * @param groups for MEMBERSHIP: groups and roles to be asked for at once, as FQANs
 * @param group for GROUP and ROLE
 * @param certificate for CERTIFICATE: subject and issuer of the further one
 * @param message to whoever decides
 */
record NewApplicationBody(
        @Nullable ApplicationKind kind,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable Map<String, String> fields,
        @Nullable String institution,
        @Nullable String aup,
        @Nullable List<String> groups,
        @Nullable String group,
        @Nullable String role,
        @Nullable Certificate certificate,
        @Nullable String message) {
    private static final int MOST_GROUPS = 20;
    private static final int MAX_MESSAGE = 2000;

    /** A certificate's subject and issuer. */
    record Certificate(@Nullable String subject, @Nullable String issuer) {
        IdentityName name() {
            Given.text(issuer, "/certificate/issuer");
            return Inputs.identity(null, subject, issuer, "/certificate");
        }
    }

    /** @param person the applicant's id, if she is a member */
    NewApplication read(String vo, IdentityName applicant, @Nullable String person) {
        ApplicationKind what = Given.value(kind, "/kind");
        String text = message == null ? "" : message;
        if (text.length() > MAX_MESSAGE) {
            throw new Refusal(
                    ErrorCode.FIELD_INVALID, "a message has at most " + MAX_MESSAGE + " characters", "/message");
        }
        Fqan wanted = switch (what) {
            case GROUP -> Inputs.fqan(vo, group, null, "/group");
            case ROLE -> Inputs.fqan(vo, group, Given.text(role, "/role"), "/group");
            default -> null;
        };
        Details details = switch (what) {
            case MEMBERSHIP -> new Details(data(), more(vo), null, text);
            case CERTIFICATE ->
                new Details(
                        null,
                        List.of(),
                        Given.value(certificate, "/certificate").name(),
                        text);
            default -> Details.message(text);
        };
        boolean joins = what == ApplicationKind.MEMBERSHIP;
        return new NewApplication(
                what,
                applicant,
                joins ? null : person,
                joins ? institution : null,
                wanted,
                details,
                joins ? aup : null);
    }

    private PersonalData data() {
        String given = Given.text(givenName, "/givenName");
        String family = Given.text(familyName, "/familyName");
        return Given.parsed(
                Given.text(email, "/email"),
                address -> new PersonalData(given, family, address, fields == null ? Map.of() : fields),
                "/email");
    }

    private List<String> more(String vo) {
        if (groups == null || groups.isEmpty()) {
            return List.of();
        }
        return Given.list(groups, MOST_GROUPS, "/groups").stream()
                .map(text -> Given.parsed(text, Fqan::parse, "/groups"))
                .map(fqan ->
                        Inputs.fqan(vo, fqan.group(), fqan.role(), "/groups").toString())
                .toList();
    }
}
