package org.gridauthz.voms.registration.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.voms.registration.store.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Takes what waits in the outbox to the SMTP server. Its time-outs are the sender's; no transaction is open meanwhile. */
public final class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 100;
    /** Longer than one mail can take with the time-outs set. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** After so many failures in a row the server is left alone until the next run. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final Outbox outbox;
    private final JavaMailSender server;
    private final String from;
    private final InstantSource clock;

    /** @param from address of the sender */
    public Postman(Outbox outbox, JavaMailSender server, String from, InstantSource clock) {
        this.outbox = outbox;
        this.server = server;
        this.from = from;
        this.clock = clock;
    }

    /** One run; how many were sent. */
    public int run() {
        int sent = 0;
        int failures = 0;
        List<Outbox.Waiting> due = outbox.due(clock.instant(), AT_ONCE);
        for (Outbox.Waiting mail : due) {
            if (failures == FAILURES_IN_A_ROW) {
                break;
            }
            if (!outbox.claim(mail, clock.instant(), LEASE)) {
                continue;
            }
            try {
                server.send(message(mail));
                outbox.sent(mail, clock.instant());
                sent++;
                failures = 0;
            } catch (MailException e) {
                failures++;
                String error = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+\\s*", " ");
                LOG.warn("mail {} was not taken, try {}: {}", mail.id(), mail.tries() + 1, error);
                outbox.failed(mail, clock.instant(), error);
            }
        }
        return sent;
    }

    private SimpleMailMessage message(Outbox.Waiting mail) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(mail.recipient());
        message.setSubject(mail.subject());
        message.setText(mail.body());
        return message;
    }
}
