package org.gridauthz.voms.registration.rest;

import java.time.Instant;
import java.util.List;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * An application as the applicant and those who decide see it.
 *
 * @param data of a new member
 * @param wanted the group or role asked for, as FQAN
 */
record ApplicationView(
        String id,
        ApplicationKind kind,
        ApplicationState state,
        String applicant,
        @Nullable String issuer,
        @Nullable String person,
        @Nullable PersonalData data,
        @Nullable String institution,
        @Nullable String wanted,
        List<String> groups,
        @Nullable IdentityName certificate,
        String message,
        @Nullable String explanation,
        Instant submitted,
        Instant changed) {

    static ApplicationView of(Application one) {
        return new ApplicationView(
                one.id(),
                one.kind(),
                one.state(),
                one.applicant().name(),
                one.applicant().issuer(),
                one.person(),
                one.details().data(),
                one.institution(),
                one.wanted() == null ? null : one.wanted().toString(),
                one.details().groups(),
                one.details().certificate(),
                one.details().message(),
                one.explanation(),
                one.submitted(),
                one.changed());
    }
}
