package org.gridauthz.assembly;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.snapshot.SnapshotFile;
import org.gridauthz.changes.snapshot.SnapshotRounds;
import org.gridauthz.clock.DecisionClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** A local file from which an instance starts while every database is gone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SnapshotAssembly.Settings.class)
class SnapshotAssembly {
    /** How long a database may take to answer a start before the snapshot is used. */
    private static final int PATIENCE_SECONDS = 3;

    /**
     * {@code gridauthz.snapshot}.
     *
     * @param directory one for each instance, of its user alone; without it nothing is kept
     * @param every how often it is written while the database is there; also when the service stops
     * @param ageLimit beyond which it is refused. Whether a younger one is old enough to close listeners is {@code gridauthz.staleness}'s
     * @param sizeLimit the largest that is written or read
     */
    @ConfigurationProperties("gridauthz.snapshot")
    record Settings(
            @Nullable Path directory,
            @DefaultValue("5m") Duration every,
            @DefaultValue("24h") Duration ageLimit,
            @DefaultValue("2GB") DataSize sizeLimit) {}

    @Bean
    Upkeep snapshotUpkeep(
            Settings settings,
            Follower follower,
            DecisionClock clock,
            @Value("${spring.application.name}") String service) {
        Upkeep upkeep = new Upkeep("snapshot");
        Path directory = settings.directory();
        if (directory == null || directory.toString().isEmpty()) {
            return upkeep;
        }
        SnapshotFile file = new SnapshotFile(
                directory,
                service,
                new SnapshotFile.Limits(
                        settings.ageLimit(),
                        DecisionClock.TOLERANCE,
                        settings.sizeLimit().toBytes()));
        SnapshotRounds rounds = new SnapshotRounds(file, follower, clock);
        AtomicInteger looks = new AtomicInteger();
        return upkeep.untilTrue(PATIENCE_SECONDS, TimeUnit.SECONDS, "start from the snapshot", () -> {
                    boolean patient = follower.position() == null && looks.getAndIncrement() == 0;
                    if (!patient) {
                        rounds.begin();
                    }
                    return !patient;
                })
                .every(settings.every().toMillis(), TimeUnit.MILLISECONDS, "write the snapshot", rounds::write)
                .atEnd(rounds::write);
    }
}
