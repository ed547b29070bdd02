package org.gridauthz.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gridauthz.identity.Fqan;
import org.jspecify.annotations.Nullable;

/**
 * What the services would say of one credential, for {@code gridauthz verify}.
 *
 * @param outcome whether it is believed
 * @param reason the stable code of the refusal; for a believed chain whose attribute certificate was not believed, that
 *     refusal's code; else null
 * @param detail a sentence for a person
 * @param subject the end entity in slash form, or the token's {@code iss sub}; null where none is believed
 * @param facts what else is known, a line each
 */
public record CredentialReport(
        Outcome outcome,
        @Nullable String reason,
        String detail,
        @Nullable String subject,
        List<Fqan> fqans,
        List<String> facts) {
    /** The three answers; {@code UNKNOWN} says that we failed and nothing of the credential. */
    public enum Outcome {
        BELIEVED,
        REFUSED,
        UNKNOWN
    }

    public CredentialReport {
        fqans = List.copyOf(fqans);
        facts = List.copyOf(facts);
    }

    /** Whether it is believed. */
    public boolean valid() {
        return outcome == Outcome.BELIEVED;
    }

    static CredentialReport of(ChainVerdict verdict) {
        return switch (verdict) {
            case ChainVerdict.Believed believed -> of(believed.chain());
            case ChainVerdict.Refused refused -> refused(refused.reason(), refused.detail());
            case ChainVerdict.Unknown unknown -> unknown(unknown.cause());
        };
    }

    static CredentialReport of(TokenVerdict verdict) {
        return switch (verdict) {
            case TokenVerdict.Believed believed -> of(believed.token());
            case TokenVerdict.Refused refused -> refused(refused.reason(), refused.detail());
            case TokenVerdict.Unknown unknown -> unknown(unknown.cause());
        };
    }

    static CredentialReport refused(TrustReason reason, String detail) {
        return new CredentialReport(Outcome.REFUSED, reason.code(), detail, null, List.of(), List.of());
    }

    static CredentialReport unknown(String cause) {
        return new CredentialReport(Outcome.UNKNOWN, "unknown", cause, null, List.of(), List.of());
    }

    private static CredentialReport of(VerifiedToken token) {
        return new CredentialReport(
                Outcome.BELIEVED,
                null,
                "believed",
                token.issuer() + " " + token.subject(),
                token.groups(),
                List.of("vo: " + token.vo(), "scopes: " + token.scopes(), "valid until: " + token.notAfter()));
    }

    private static CredentialReport of(VerifiedChain chain) {
        List<String> facts = new ArrayList<>();
        facts.add("issuer: " + chain.issuer());
        facts.add("serial: " + chain.serial());
        facts.add("proxy: " + (chain.limited() ? "limited" : chain.proxy() ? "full" : "none"));
        facts.add("valid until: " + chain.notAfter());
        chain.attributes().forEach(ac -> facts.add("attributes of " + ac.vo() + " until " + ac.notAfter()));
        chain.refusedAttributes().forEach(ac -> facts.add("attributes not believed: " + code(ac) + ": " + ac.detail()));
        if (chain.subject().ambiguous()) {
            facts.add("ambiguous name: bans hit it, no member list or mapping does");
        }
        String reason = chain.refusedAttributes().isEmpty()
                ? null
                : code(chain.refusedAttributes().getFirst());
        return new CredentialReport(
                Outcome.BELIEVED, reason, "believed", chain.subject().toString(), chain.fqans(), facts);
    }

    private static String code(RefusedAttributes ac) {
        return ac.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
