package org.gridauthz.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gridauthz.community.Communities;
import org.gridauthz.community.Community;
import org.gridauthz.community.yaml.CommunitiesFile;
import org.gridauthz.tls.TlsSettings.Listener;
import org.jspecify.annotations.Nullable;

/** The communities of a process: the file that is followed, and the admission that obeys it, if it is switched on. */
public final class AdmissionControl implements AutoCloseable {
    /** Everybody is one community, and nothing is scheduled. */
    static final AdmissionControl NONE = new AdmissionControl(null, false, "");

    private static final long LOOK_SECONDS = 2;

    private final @Nullable CommunitiesFile file;
    private final @Nullable Admission admission;
    private final String service;
    private final List<Runnable> followers = new ArrayList<>();
    private final @Nullable ScheduledExecutorService looks;

    private AdmissionControl(@Nullable Path path, boolean on, String service) {
        this.service = service;
        this.file = path == null ? null : new CommunitiesFile(path, this::changed);
        this.admission = file != null && on ? new Admission(file.current()) : null;
        if (file == null) {
            looks = null;
        } else {
            looks = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("communities").factory());
            ScheduledFuture<?> unused =
                    looks.scheduleWithFixedDelay(file::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * By the settings.
     *
     * @param service which of a community's ports are ours
     * @throws IllegalArgumentException if the file has mistakes
     */
    public static AdmissionControl of(AdmissionSettings settings, String service) {
        return new AdmissionControl(settings.file(), settings.admission(), service);
    }

    /** What limits, null while nothing does. */
    public @Nullable Admission admission() {
        return admission;
    }

    /** What is in force. */
    public Communities communities() {
        return file == null ? Communities.ONE : file.current();
    }

    /** What is wrong with the file, null while all is well. */
    public @Nullable String alarm() {
        return file == null ? null : file.alarm();
    }

    /** Looks at the file now; true if something else is in force. */
    public boolean look() {
        return file != null && file.look();
    }

    /** To be run after each change. */
    public synchronized void onChange(Runnable follower) {
        followers.add(follower);
    }

    /** The listeners of communities: like the first of the settings, with a port and budgets of their own. */
    List<Listener> listeners(TlsSettings settings) {
        List<Listener> listeners = new ArrayList<>();
        Listener first = settings.listeners().getFirst();
        for (Community one : communities().all()) {
            Community.Listener own = one.listener();
            Integer port = own == null ? null : own.portOf(service);
            if (own == null
                    || port == null
                    || settings.listeners().stream().anyMatch(it -> it.name().equals(own.name()))) {
                continue;
            }
            listeners.add(new Listener(
                    own.name(),
                    first.address(),
                    port,
                    first.clientCertificate(),
                    first.paths(),
                    first.sendIssuers(),
                    one.limits().connections(),
                    one.limits().threads(),
                    first.connectionTimeout()));
        }
        return listeners;
    }

    private void changed(Communities communities) {
        if (admission != null) {
            admission.configure(communities);
        }
        synchronized (this) {
            followers.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        if (looks != null) {
            looks.shutdownNow();
        }
        if (admission != null) {
            admission.close();
        }
    }
}
