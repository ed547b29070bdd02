package org.gridauthz.community;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.community.Community.Limits;
import org.gridauthz.community.Errand.Kind;

/** A scheduler on a clock that the test moves, and errands that say what became of them. */
abstract class SchedulerScene {
    static final long MS = 1_000_000;

    long now;
    final List<String> log = new ArrayList<>();
    Work latest = new Work("none", Kind.CALL);

    final class Work extends Errand {
        private final String name;

        Work(String name, Kind kind) {
            this(name, kind, "");
        }

        Work(String name, Kind kind, String source) {
            super(kind, source);
            this.name = name;
        }

        @Override
        protected void seated() {
            log.add(name);
            latest = this;
        }

        @Override
        protected void shed(Shed why) {
            log.add(name + " " + why);
        }
    }

    Scheduler scheduler(int cpus, boolean express, Community... communities) {
        return new Scheduler(
                new Communities(
                        List.of(communities),
                        communities[0],
                        cpus,
                        5,
                        Duration.ofSeconds(5),
                        Communities.SourceBudget.USUAL,
                        List.of()),
                () -> now,
                express);
    }

    static Community community(String name, int weight, Limits limits) {
        return new Community(name, weight, null, Community.Rules.NONE, limits);
    }

    static Limits queue(int length) {
        return new Limits(8, 2, length, Duration.ofMillis(250), 1, 1);
    }

    Work call(Scheduler scheduler, String community, String name) {
        Work work = new Work(name, Kind.CALL);
        scheduler.offer(work, community);
        return work;
    }

    Work handshake(Scheduler scheduler, String community, String name) {
        return handshake(scheduler, community, name, "");
    }

    Work handshake(Scheduler scheduler, String community, String name, String source) {
        Work work = new Work(name, Kind.HANDSHAKE, source);
        scheduler.offer(work, community);
        return work;
    }
}
