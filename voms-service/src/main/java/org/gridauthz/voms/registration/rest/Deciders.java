package org.gridauthz.voms.registration.rest;

import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Permissions;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.store.Institutions;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees an application and who decides on it: never the applicant. */
@Component
class Deciders {
    private final Institutions institutions;

    Deciders(Institutions institutions) {
        this.institutions = institutions;
    }

    boolean sees(Visit visit, Application application) {
        return mine(visit, application)
                || visit.may(container(visit, application), Permission.REQUESTS_READ)
                || represents(visit, application);
    }

    boolean mine(Visit visit, Application application) {
        return (application.person() != null && visit.is(application.person()))
                || (visit.known().visitor().dn() != null
                        && java.util.Arrays.equals(
                                application.applicant().key(),
                                org.gridauthz.voms.vo.IdentityName.certificate(
                                                visit.call().who(), visit.issuer())
                                        .key())
                        && application.applicant().takesIssuer(visit.issuer()));
    }

    /**
     * What her decision is, as the course of the application takes it.
     *
     * @throws Refusal RIGHT_MISSING
     */
    Happening decision(Visit visit, Application application, boolean approves, String explanation) {
        if (mine(visit, application)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "nobody decides on her own application");
        }
        if (application.state() == ApplicationState.WITH_REPRESENTATIVE && represents(visit, application)) {
            return new Happening.RepresentativeDecided(approves, explanation);
        }
        Fqan container = container(visit, application);
        visit.with(container, Permission.REQUESTS_WRITE);
        Fqan wanted = application.wanted();
        if (wanted != null && visit.vo().rules().adminRole().equals(wanted.role())) {
            visit.with(visit.root(), Permissions.ALL);
        }
        if (wanted != null && visit.vo().rules().managerRole().equals(wanted.role())) {
            visit.with(new Fqan(wanted.group(), null, null), Permission.ACL_WRITE);
        }
        return new Happening.ManagerDecided(approves, explanation);
    }

    private boolean represents(Visit visit, Application application) {
        @Nullable String person = visit.known().person();
        return application.institution() != null
                && person != null
                && !visit.known().suspended()
                && institutions.representatives(application.institution()).contains(person);
    }

    private static Fqan container(Visit visit, Application application) {
        return application.wanted() == null ? visit.root() : application.wanted();
    }
}
