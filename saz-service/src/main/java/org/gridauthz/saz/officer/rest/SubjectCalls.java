package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.Written;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.decision.store.SubjectBook;
import org.gridauthz.saz.decision.store.SubjectRow;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recorded subjects: found, entered before they come, trusted. Needs READ or BANS for all VOs. */
@RestController
@RequestMapping("/api/v1/subjects")
final class SubjectCalls {
    private static final int MOST = 1000;

    private final Admins admins;
    private final SubjectBook book;
    private final Follower follower;

    SubjectCalls(Admins admins, SubjectBook book, Follower follower) {
        this.admins = admins;
        this.book = book;
        this.follower = follower;
    }

    /**
     * A subject to be entered.
     *
     * @param trusted whether its name may come without a VO where only trusted ones may; of the kind dn only
     */
    record Entered(
            @Nullable String kind,
            @Nullable String value,
            @Nullable String qualifier,
            @Nullable Boolean trusted,
            @Nullable String reason,
            @Nullable String ticket) {}

    /** @param next what to give as {@code after} for the next page; null when this is the last one */
    record Listed(List<SubjectRow> subjects, @Nullable String next) {}

    /** What is recorded of a subject, and what officers did to it. */
    record Told(SubjectRow subject, List<SubjectBook.Turn> turns) {}

    /** What was done: present the epoch in {@code At-Least-Epoch} to be answered by it. */
    record Done(String id, String epoch, boolean repeated) {}

    @GetMapping
    Listed list(
            HttpServletRequest request,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable String q,
            @RequestParam(defaultValue = "false") boolean trusted,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        admins.reader(request);
        int most = Given.within(limit, 1, MOST, "limit");
        List<SubjectRow> found = book.page(
                kind == null ? null : BanReadings.kind(kind),
                q,
                trusted,
                after == null ? null : BanReadings.id(after),
                most + 1);
        List<SubjectRow> shown = found.stream().limit(most).toList();
        return new Listed(shown, found.size() > most ? shown.getLast().id() : null);
    }

    @GetMapping("/one")
    Told one(
            HttpServletRequest request,
            @RequestParam String kind,
            @RequestParam String value,
            @RequestParam @Nullable String qualifier) {
        admins.reader(request);
        SeenSubject subject = new SeenSubject(BanReadings.kind(kind), value, qualifier);
        return new Told(
                book.find(subject).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "never seen nor entered here")),
                book.history(subject));
    }

    /** Enters or changes; what is left out of a body is not trusted. */
    @PostMapping(consumes = "application/json")
    ResponseEntity<Done> enter(HttpServletRequest request, @RequestBody Entered body) {
        AdminCall call = admins.writer(request, Verb.BANS);
        BanTarget target = new WantedBan(body.kind(), body.value(), body.qualifier(), null, null, null, null).target();
        SeenSubject subject = new SeenSubject(target.kind(), target.value(), target.qualifier());
        boolean trusted = Boolean.TRUE.equals(body.trusted());
        if (trusted && target.kind() != BanKind.DN) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "only names are trusted", "/trusted");
        }
        String reason = Given.reason(body.reason());
        String ticket = WantedBan.ticket(body.ticket());
        Written written = book.enter(
                subject,
                trusted,
                reason,
                ticket,
                call.act(trusted ? "trust-subject" : "enter-subject", subject.toString(), reason),
                call.request(body.toString()));
        follower.poke();
        return BanWrites.written(HttpStatus.CREATED, written)
                .body(new Done(subject.id(), written.epoch().toString(), written.repeated()));
    }
}
