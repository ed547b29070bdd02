package org.gridauthz.gums.pool.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.gridauthz.changes.Epoch;
import org.gridauthz.gums.pool.Lease;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.identity.SubjectKey;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/**
 * A lease that held when it was read, as the second-level cache keeps it. It carries the head of the statement that read
 * it, so that whoever finds it in the cache can tell, without the database, whether a release has passed it since.
 */
@Entity
@Immutable
@Table(name = "current_lease")
@Cache(usage = CacheConcurrencyStrategy.READ_ONLY, region = "lease")
@NaturalIdCache(region = "lease-by-subject")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CurrentLease {
    @Id
    private String account;

    private long turn;

    @NaturalId
    private String pool;

    @NaturalId
    @Convert(converter = SubjectKeyColumn.class)
    private SubjectKey subject;

    @Column(name = "subject_turn")
    private long subjectTurn;

    @Column(name = "subject_name")
    private String subjectName;

    @Column(name = "at_ms")
    private long atMillis;

    @Column(name = "head_generation")
    private String headGeneration;

    @Column(name = "head_seq")
    private long headSeq;

    CurrentLease() {}

    /** Whether the cached way from subject to account led to a row of this subject; it can be older than the row. */
    boolean isOf(String wantedPool, SubjectKey wanted) {
        return pool.equals(wantedPool) && subject.equals(wanted);
    }

    Held held() {
        Lease lease = new Lease(pool, account, turn, subject, subjectTurn, subjectName, Instant.ofEpochMilli(atMillis));
        return new Held(lease, new Epoch(headGeneration, headSeq));
    }
}
