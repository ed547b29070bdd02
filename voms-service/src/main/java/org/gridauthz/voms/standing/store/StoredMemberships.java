package org.gridauthz.voms.standing.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.gridauthz.audit.Deciding;
import org.gridauthz.community.Seat;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.threads.SteadyPool;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.standing.Judgement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How people stand, read from the tables: one query finds the person by the key of her certificate's
 * name, one reads what she holds. Both follow indexes, so neither the number of members nor of groups matters.
 */
public final class StoredMemberships implements Memberships, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredMemberships.class);
    private static final Duration DEADLINE = Duration.ofMillis(1900);

    private final StandingRows rows;
    private final InstantSource clock;
    private final ExecutorService threads =
            new SteadyPool(Thread.ofPlatform().daemon().name("standing-", 0).factory());

    public StoredMemberships(DataSource database, InstantSource clock) {
        this.rows = new StandingRows(database);
        this.clock = clock;
    }

    @Override
    public Standing of(String vo, SlashDn subject, SlashDn issuer) {
        Future<Standing> answer = threads.submit(Deciding.carried(() -> read(vo, subject, issuer)));
        try {
            return Seat.whileAway(() -> answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (Seat.NoWaitSlotException e) {
            answer.cancel(true);
            return new Standing.Unavailable("too many calls of this community wait");
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Standing.Unavailable("the database did not answer in time");
        } catch (ExecutionException e) {
            LOG.warn("could not read the members of {}: {}", vo, String.valueOf(e.getCause()));
            return new Standing.Unavailable(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Standing.Unavailable("interrupted");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // nothing else is thrown inside
        }
    }

    private Standing read(String vo, SlashDn subject, SlashDn issuer) {
        StandingRows.Found found = rows.find(vo, subject, issuer);
        if (found == null) {
            return new Standing.Unknown();
        }
        Instant now = clock.instant();
        Judgement.Facts facts = new Judgement.Facts(
                found.vo(),
                found.certificate(),
                found.person().suspension(),
                found.person().ends(),
                found.aup());
        return Judgement.of(facts, now, () -> rows.holding(found.person(), now));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
