package org.gridauthz.web.subjects;

import java.util.List;
import java.util.Map;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TokenTrust;
import org.gridauthz.trust.TokenVerdict;
import org.gridauthz.trust.TrustReason;
import org.gridauthz.web.Access.Rights;

/**
 * From what a caller presented to whom it is about. Chains and tokens are verified here; names and claims count as
 * verified only as far as the caller may vouch for their VO (DESIGN §6).
 */
public final class SubjectIntake {
    private final GridTrust chains;
    private final TokenTrust tokens;
    private final Map<String, String> voOfIssuer;

    /** @param voOfIssuer which VO a token issuer speaks for, for claims that a caller verified */
    public SubjectIntake(GridTrust chains, TokenTrust tokens, Map<String, String> voOfIssuer) {
        this.chains = chains;
        this.tokens = tokens;
        this.voOfIssuer = Map.copyOf(voOfIssuer);
    }

    /** What became of a presented subject. */
    public sealed interface Intake {
        /** Somebody to decide about. */
        record Taken(Subject subject) implements Intake {}

        /** The credential is not to be believed: a Deny. */
        record NotBelieved(TrustReason reason, String detail) implements Intake {}

        /** The caller presented claims it may not vouch for: a Deny. */
        record NotVouched(String detail) implements Intake {}

        /** We cannot find out here and now: Indeterminate. */
        record Unknown(String cause) implements Intake {}
    }

    /** Takes in one subject for a caller with these rights. */
    public Intake take(PresentedSubject presented, Rights caller) {
        return switch (presented) {
            case PresentedSubject.Chain chain -> chain(chain.pem());
            case PresentedSubject.Token token -> token(token.jwt());
            case PresentedSubject.Named named -> new Intake.Taken(person(named, caller));
            case PresentedSubject.Claims claims -> bearer(claims, caller);
        };
    }

    private Intake chain(String pem) {
        return switch (chains.verifyPem(pem)) {
            case ChainVerdict.Believed believed ->
                new Intake.Taken(believed.chain().person());
            case ChainVerdict.Refused refused -> new Intake.NotBelieved(refused.reason(), refused.detail());
            case ChainVerdict.Unknown unknown -> new Intake.Unknown(unknown.cause());
        };
    }

    private Intake token(String jwt) {
        return switch (tokens.verify(jwt)) {
            case TokenVerdict.Believed believed ->
                new Intake.Taken(believed.token().bearer());
            case TokenVerdict.Refused refused -> new Intake.NotBelieved(refused.reason(), refused.detail());
            case TokenVerdict.Unknown unknown -> new Intake.Unknown(unknown.cause());
        };
    }

    /** Without the right to vouch for every VO named, the attributes stay unverified: the member lists then decide. */
    private static Subject person(PresentedSubject.Named named, Rights caller) {
        boolean vouched = !named.disclaimed() && !named.fqans().isEmpty() && caller.vouchesForAll(named.fqans());
        // The text cannot be told from another name's: that is for whoever rendered it to know, and for members to
        // match.
        return new Subject.Person(named.dn(), false, named.issuer(), null, named.fqans(), vouched);
    }

    private Intake bearer(PresentedSubject.Claims claims, Rights caller) {
        String vo = voOfIssuer.get(claims.issuer());
        if (vo == null) {
            return new Intake.NotBelieved(TrustReason.TOKEN_ISSUER_UNKNOWN, "its issuer is not configured here");
        }
        if (!caller.vouchesFor(vo)) {
            return new Intake.NotVouched("the caller may not vouch for VO " + vo);
        }
        List<Fqan> own =
                claims.groups().stream().filter(group -> group.vo().equals(vo)).toList();
        return new Intake.Taken(new Subject.Bearer(claims.issuer(), claims.subject(), vo, own, claims.scopes(), true));
    }
}
