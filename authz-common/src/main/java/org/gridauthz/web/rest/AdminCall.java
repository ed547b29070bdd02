package org.gridauthz.web.rest;

import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.store.Request;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access.Rights;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from where, with which rights.
 *
 * @param from the TLS peer's address
 * @param key the {@code Idempotency-Key} header
 */
public record AdminCall(
        SlashDn who, String from, Rights rights, @Nullable String key) {

    /** Whether the caller has this right everywhere. */
    public boolean may(Verb verb) {
        return rights.may(verb);
    }

    /**
     * Goes on only with this right.
     *
     * @throws Refusal RIGHT_MISSING
     */
    public AdminCall with(Verb verb) {
        return with(verb, null);
    }

    /**
     * Goes on only with this right in a VO.
     *
     * @param vo null for what is of no VO: only rights for all will do
     * @throws Refusal RIGHT_MISSING
     */
    public AdminCall with(Verb verb, @Nullable String vo) {
        if (!may(verb) && (vo == null || !rights.may(verb, vo))) {
            throw new Refusal(
                    ErrorCode.RIGHT_MISSING,
                    "this needs the right " + verb + (vo == null ? "" : ", for this VO or all"));
        }
        return this;
    }

    /**
     * Goes on only with this right for some VO at least: before it is looked up which one it takes.
     *
     * @throws Refusal RIGHT_MISSING
     */
    public AdminCall somewhere(Verb verb) {
        if (rights.verbs().values().stream().noneMatch(verbs -> verbs.contains(verb))) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "this needs the right " + verb);
        }
        return this;
    }

    /** The audit row of what is done. */
    public AdminAct act(String verb, String target, String why) {
        return new AdminAct(who.text(), from, verb, target, why, null);
    }

    /** The promise of the header that this is one write however often it comes; null without the header. */
    public @Nullable Request request(String content) {
        return key == null ? null : new Request(who.text(), key, content);
    }

    /** The same for one of several writes of a call. */
    public @Nullable Request request(String content, int part) {
        if (key == null) {
            return null;
        }
        String one = key + "#" + part;
        if (one.length() > Request.MAX_KEY) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "the Idempotency-Key is too long for a call of many writes");
        }
        return new Request(who.text(), one, content);
    }
}
