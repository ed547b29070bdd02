package org.gridauthz.voms.vo.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.AupStanding;
import org.gridauthz.voms.vo.Holding;
import org.gridauthz.voms.vo.StandingRules;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the attribute authority asks, answered from the tables: one query finds the person by the key of her certificate's
 * name, one reads what she holds. Both follow indexes, so neither the number of members nor of groups matters.
 */
public final class StoredMemberships implements Memberships, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredMemberships.class);
    private static final Duration DEADLINE = Duration.ofMillis(1900);

    private final StandingRows rows;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final AutoCloseable connections;

    /** @param connections closed with this */
    public StoredMemberships(DataSource database, InstantSource clock, AutoCloseable connections) {
        this.rows = new StandingRows(database);
        this.clock = clock;
        this.connections = connections;
    }

    @Override
    public Standing of(String vo, SlashDn subject, SlashDn issuer) {
        Future<Standing> answer = threads.submit(() -> read(vo, subject, issuer));
        try {
            return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Standing.Unavailable("the database did not answer in time");
        } catch (ExecutionException e) {
            LOG.warn("could not read the members of {}: {}", vo, String.valueOf(e.getCause()));
            return new Standing.Unavailable(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Standing.Unavailable("interrupted");
        }
    }

    private Standing read(String vo, SlashDn subject, SlashDn issuer) {
        StandingRows.Found found = rows.find(vo, subject, issuer);
        if (found == null) {
            return new Standing.Unknown();
        }
        Instant now = clock.instant();
        if (found.certificate() != null) {
            return new Standing.Suspended(found.certificate().reason());
        }
        Vo rules = found.vo();
        AupStanding aup = AupStanding.of(found.aup(), rules.rules(), now);
        if (found.person().suspension() != null) {
            return found.person().suspension().code() == SuspensionCode.FAILED_TO_SIGN_AUP
                    ? new Standing.AupUnsigned(portal(rules))
                    : new Standing.Suspended(found.person().suspension().reason());
        }
        if (StandingRules.over(found.person().ends(), rules.rules(), now)) {
            return new Standing.Suspended(
                    "membership ended on " + StandingRules.day(found.person().ends()));
        }
        if (aup instanceof AupStanding.Failed) {
            return new Standing.AupUnsigned(portal(rules));
        }
        Holding held = rows.holding(found.person(), now);
        return new Standing.Member(
                held.groups(), held.own(), StandingRules.notices(found.person().ends(), aup, rules.rules(), now));
    }

    private static @Nullable String portal(Vo vo) {
        return vo.rules().portal().isEmpty() ? null : vo.rules().portal();
    }

    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        connections.close();
    }
}
