package org.gridauthz.gums.pool;

import java.time.Instant;
import org.gridauthz.identity.SubjectKey;

/**
 * One account given to one subject: one turn of the account and one turn of the subject.
 *
 * @param pool the pool it came from
 * @param account the account
 * @param turn which turn of the account, from 1
 * @param subject whose it is
 * @param subjectTurn which lease of this subject in this pool, from 1
 * @param name the subject as people read it: slash text, or issuer and subject of a token
 * @param since when it was leased, by the clock of the instance that did
 */
public record Lease(
        String pool, String account, long turn, SubjectKey subject, long subjectTurn, String name, Instant since) {}
