package org.gridauthz.gums;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.gridauthz.assembly.FollowerDatabase;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.MembersConfiguration.ListShow;
import org.gridauthz.gums.mapping.LiveMapping;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.policy.store.PolicyFollower;
import org.gridauthz.gums.policy.store.PolicyVersions;
import org.gridauthz.gums.policy.store.PolicyWrite;
import org.gridauthz.gums.pool.PoolLimits;
import org.gridauthz.gums.pool.store.LeaseRelease;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Policy: stored, followed, in force. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyConfiguration.class);

    @Bean
    PolicyVersions policyVersions(DataSource database, ChangeLog changes, InstantSource clock) {
        return new PolicyVersions(database, changes, clock);
    }

    @Bean
    PolicyDesk policyDesk(PolicyVersions versions, PoolAccounts pools) {
        return new PolicyDesk(versions, pools);
    }

    /** Last: a policy is in force only together with the bans and lists read before it. */
    @Bean
    @Order(20)
    PolicyFollower policyFollower(FollowerDatabase database, Mapper mapper, ListShow lists) {
        return new PolicyFollower(database.pool(), mapper, lists);
    }

    /** Behind the followers of bans and leases: it shows what they have read. */
    @Bean
    @Order(10)
    LiveMapping liveMapping(Mapper mapper, LiveBans bans, Standing standing, PoolLimits limits, InstantSource clock) {
        return new LiveMapping(
                mapper,
                bans::index,
                standing::age,
                limits.quarantine(),
                clock,
                BanBook.KIND,
                Set.of(LeaseRelease.KIND, PoolAccounts.KIND));
    }

    /** Stores the first policy once there is a database without one. */
    @Bean
    Upkeep initialPolicy(GumsSettings settings, PolicyVersions versions, PolicyDesk desk) {
        Upkeep upkeep = new Upkeep("initial-policy");
        Path file = settings.initialPolicy();
        if (file != null) {
            upkeep.untilTrue(2, TimeUnit.SECONDS, "store the initial policy", () -> {
                if (versions.current().isEmpty()) {
                    store(file, desk);
                }
                return true;
            });
        }
        return upkeep;
    }

    private static void store(Path file, PolicyDesk desk) {
        try {
            PolicyWrite write = desk.store(
                    Files.readString(file),
                    "the first policy",
                    true,
                    new AdminAct(
                            "gums", "local", "initial-policy", file.toString(), "the database had no policy", null),
                    null);
            if (write instanceof PolicyWrite.Mistaken mistaken) {
                LOG.error("{} is not taken as the first policy: {}", file, mistaken.mistakes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
