package org.gridauthz.loadtest.failover;

import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.jspecify.annotations.Nullable;

/** Somebody who is asked about, and what must be answered. */
final class Person {
    final String dn;
    final String body;

    /** The account that was answered first; every other answer is wrong. */
    final AtomicReference<@Nullable String> account = new AtomicReference<>();

    /** Null while a ban or a lift is under way, and for ever after one whose end is unknown. */
    volatile @Nullable Standing standing = new Standing(false, System.nanoTime(), null, 0);

    /**
     * Nobody knows them yet.
     *
     * @param body of a decision call about their proxy
     */
    Person(String dn, String body) {
        this.dn = dn;
        this.body = body;
    }

    /** Of the officer's ban of this name. */
    String banId() {
        return Ban.id(BanTarget.of(BanKind.DN, dn), Ban.OFFICER);
    }

    /** What is wrong with having this account now; empty if nothing. */
    String wrongWith(String answered) {
        String first = account.compareAndExchange(null, answered);
        return first == null || first.equals(answered) ? "" : dn + " had " + first + " and was answered " + answered;
    }
}
