package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** What is done to the site. Each begins, lasts, and is made good; how soon it is whole again is measured from there. */
enum Fault {
    KILL_INSTANCE("kill -9 of an instance", 10, true, Bars.NONE, Bars.NONE) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds().signal("KILL", scene.host(), scene.service());
        }
    },
    TERM_INSTANCE("SIGTERM to an instance", 10, true, Bars.NONE, Bars.NONE) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.stop(scene.host(), scene.service());
        }
    },
    PAUSE_INSTANCE("an instance pauses", 30, true, Bars.NONE, Bars.NONE) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds().signal("STOP", scene.host(), scene.service());
        }

        @Override
        void end(Scene scene) throws IOException {
            scene.grounds().signal("CONT", scene.host(), scene.service());
        }
    },
    KILL_DIRECTOR("kill -9 of the active director", 10, false, 3, Bars.NONE) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds().signal("KILL", scene.director(), "keepalived");
            scene.grounds().signal("KILL", scene.director(), "haproxy");
        }

        @Override
        void end(Scene scene) throws IOException {
            scene.grounds().start(scene.director(), "keepalived", Map.of());
            scene.grounds().start(scene.director(), "haproxy", Map.of());
        }
    },
    KILL_MEMBER("kill -9 of a database member", 10, true, Bars.NONE, 3) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds().signal("KILL", scene.host(), "mysqld");
        }

        @Override
        void end(Scene scene) throws IOException {
            scene.grounds().start(scene.host(), "mysqld", Map.of());
        }
    },
    CUT_MEMBER("a database member is cut off", 20, true, Bars.NONE, 10) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds()
                    .on(
                            scene.host(),
                            "nft",
                            "add table inet cut; add chain inet cut in { type filter hook input priority -300 ; };"
                                    + " add chain inet cut out { type filter hook output priority -300 ; };"
                                    + " add rule inet cut in tcp dport { 3306, 33061 } drop;"
                                    + " add rule inet cut in tcp sport { 3306, 33061 } drop;"
                                    + " add rule inet cut out tcp dport { 3306, 33061 } drop;"
                                    + " add rule inet cut out tcp sport { 3306, 33061 } drop");
        }

        @Override
        void end(Scene scene) throws IOException {
            scene.grounds().on(scene.host(), "nft", "delete table inet cut");
        }
    },
    UNPLUG_HOST("a whole host is unplugged", 20, false, 3, 10) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds().cut(scene.host());
        }

        @Override
        void end(Scene scene) throws IOException {
            scene.grounds().join(scene.host());
        }
    },
    UPGRADE("all instances are replaced one by one", 0, true, Bars.NONE, Bars.NONE) {
        @Override
        void begin(Scene scene) throws IOException {
            for (String host : Grounds.SERVING) {
                for (String service : Scene.SERVICES) {
                    scene.stop(host, service);
                    scene.grounds().start(host, service, Map.of());
                    scene.awaitWhole();
                }
            }
        }

        @Override
        void end(Scene scene) {}
    },
    FREEZE_DATABASES("all databases freeze", 60, true, Bars.NONE, Bars.NONE) {
        @Override
        void begin(Scene scene) throws IOException {
            for (String host : Grounds.MEMBERS) {
                scene.grounds().signal("STOP", host, "mysqld");
            }
        }

        @Override
        void end(Scene scene) throws IOException {
            for (String host : Grounds.MEMBERS) {
                scene.grounds().signal("CONT", host, "mysqld");
            }
        }
    },
    STEP_CLOCK("an instance's clock jumps by 45 minutes", 15, true, Bars.NONE, Bars.NONE) {
        @Override
        void prepare(Scene scene) throws IOException {
            scene.restart(FakeClock.environment(scene));
        }

        @Override
        void begin(Scene scene) throws IOException {
            FakeClock.step(scene, "+45m");
        }

        @Override
        void end(Scene scene) throws IOException {
            FakeClock.step(scene, "+0");
        }

        @Override
        void tidy(Scene scene) throws IOException {
            scene.restart(Map.of());
        }
    },
    FILL_DISK("the disk of an instance is full", 15, true, Bars.NONE, Bars.NONE) {
        @Override
        void prepare(Scene scene) throws IOException {
            String disk = scene.disk();
            scene.grounds().on(scene.host(), "mkdir", "-p", disk);
            scene.grounds().on(scene.host(), "mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", disk);
            scene.restart(Map.of("GRIDAUTHZ_DECISIONS_DIRECTORY", disk, "GRIDAUTHZ_SNAPSHOT_DIRECTORY", disk));
        }

        @Override
        void begin(Scene scene) throws IOException {
            scene.grounds()
                    .on(scene.host(), "sh", "-c", "cat /dev/zero > \"$1\"/full 2> /dev/null; true", "sh", scene.disk());
        }

        @Override
        void end(Scene scene) throws IOException {
            scene.grounds().on(scene.host(), "rm", "-f", scene.disk() + "/full");
        }

        @Override
        void tidy(Scene scene) throws IOException {
            scene.restart(Map.of());
            scene.grounds().on(scene.host(), "umount", scene.disk());
        }
    };

    private final String words;
    private final int seconds;
    private final boolean noReadFails;
    private final double readGap;
    private final double writeGap;

    Fault(String words, int seconds, boolean noReadFails, double readGap, double writeGap) {
        this.words = words;
        this.seconds = seconds;
        this.noReadFails = noReadFails;
        this.readGap = readGap;
        this.writeGap = writeGap;
    }

    /** What must be there before the clock runs. */
    void prepare(Scene scene) throws IOException {}

    abstract void begin(Scene scene) throws IOException;

    /** Makes it good; an instance that died is started, as systemd would. */
    void end(Scene scene) throws IOException {
        scene.grounds().start(scene.host(), scene.service(), Map.of());
    }

    /** After the site is whole again. */
    void tidy(Scene scene) throws IOException {}

    String words() {
        return words;
    }

    /** Where it happens, for the report. */
    String place(Scene scene) {
        return switch (this) {
            case KILL_DIRECTOR -> ", " + scene.director();
            case KILL_MEMBER, CUT_MEMBER, UNPLUG_HOST -> ", " + scene.host();
            case UPGRADE, FREEZE_DATABASES -> "";
            default -> ", " + scene.service() + " on " + scene.host();
        };
    }

    /** As the command's options name it. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How long it lasts, seconds. */
    int seconds(boolean brief) {
        return brief ? Math.min(seconds, 8) : seconds;
    }

    /** Its own promises. */
    Bars bars() {
        return new Bars(noReadFails, readGap, writeGap);
    }
}
