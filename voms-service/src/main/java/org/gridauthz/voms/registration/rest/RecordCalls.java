package org.gridauthz.voms.registration.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gridauthz.voms.registration.store.Applications;
import org.gridauthz.voms.registration.store.AuditTrail;
import org.gridauthz.voms.registration.store.Erasure;
import org.gridauthz.voms.registration.store.Outbox;
import org.gridauthz.voms.registration.store.Signatures;
import org.gridauthz.voms.standing.store.LastSeen;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.rest.Inputs;
import org.gridauthz.voms.vo.rest.PersonView;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.voms.vo.store.Attributes;
import org.gridauthz.voms.vo.store.Register;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is recorded: the audit trail, mail, everything about one person; and its erasure. */
@RestController
@RequestMapping("/api/v1/vos/{vo}")
final class RecordCalls {
    private final VoDoor door;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Register register;
    private final Attributes attributes;
    private final Signatures signatures;
    private final Applications applications;
    private final Erasure erasure;
    private final LastSeen lastSeen;

    RecordCalls(
            VoDoor door,
            AuditTrail audit,
            Outbox outbox,
            Register register,
            Attributes attributes,
            Signatures signatures,
            Applications applications,
            Erasure erasure,
            LastSeen lastSeen) {
        this.lastSeen = lastSeen;
        this.door = door;
        this.audit = audit;
        this.outbox = outbox;
        this.register = register;
        this.attributes = attributes;
        this.signatures = signatures;
        this.applications = applications;
        this.erasure = erasure;
    }

    /** All that a VO knows of a person. */
    record Everything(
            PersonView person,
            List<AttributeValue> attributes,
            List<Signatures.Signature> signatures,
            List<ApplicationView> applications,
            List<AuditTrail.Act> acts,
            List<Outbox.Listed> mail,
            List<LastSeen.Seen> lastSeen) {}

    @GetMapping("/audit")
    List<AuditTrail.Act> audit(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String who,
            @RequestParam @Nullable String verb,
            @RequestParam @Nullable String person,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "100") int limit) {
        Visit visit = door.reader(request, vo);
        if (!visit.sees()) {
            visit.administrating();
        }
        Instant since = Inputs.time(from, "/from");
        Instant before = Inputs.time(to, "/to");
        return audit.search(
                vo,
                new AuditTrail.Filter(since, before, who, verb, person),
                Given.within(offset, 0, Integer.MAX_VALUE, "offset"),
                Given.within(limit, 1, Inputs.PAGE, "limit"));
    }

    @GetMapping("/mail")
    List<Outbox.Listed> mail(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "100") int limit) {
        door.reader(request, vo).administrating();
        return outbox.newest(
                vo, Given.within(offset, 0, Integer.MAX_VALUE, "offset"), Given.within(limit, 1, Inputs.PAGE, "limit"));
    }

    @GetMapping("/people/{id}/everything")
    Everything everything(HttpServletRequest request, @PathVariable String vo, @PathVariable String id) {
        Visit visit = door.reader(request, vo);
        if (!visit.is(id)) {
            visit.administrating();
        }
        Register.Entry entry = register.entry(vo, id);
        if (entry == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such person");
        }
        return new Everything(
                PersonView.of(entry, true),
                attributes.of(vo, id),
                signatures.of(id),
                entry.identities().stream()
                        .flatMap(one -> applications.of(vo, one.name()).stream())
                        .filter(one -> Objects.equals(one.person(), id)
                                || entry.identities().stream()
                                        .anyMatch(shown -> shown.name().equals(one.applicant())))
                        .distinct()
                        .map(ApplicationView::of)
                        .toList(),
                audit.search(vo, new AuditTrail.Filter(null, null, null, null, id), 0, Inputs.PAGE).stream()
                        .map(AuditTrail.Act::withoutAddress)
                        .toList(),
                outbox.of(id),
                lastSeen.of(id));
    }

    /** By which of her certificates she last had an attribute certificate, and on which day; some seconds late. */
    @GetMapping("/people/{id}/last-seen")
    List<LastSeen.Seen> lastSeen(HttpServletRequest request, @PathVariable String vo, @PathVariable String id) {
        Visit visit = door.reader(request, vo);
        if (!visit.is(id)) {
            visit.with(visit.root(), Permission.PERSONAL_INFO_READ);
        }
        if (register.entry(vo, id) == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such person");
        }
        return lastSeen.of(id);
    }

    /** For good: see the user's guide on what stays. */
    @DeleteMapping("/people/{id}")
    Changed erase(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo).administrating();
        return Visit.done(erasure.erase(visit.deed("erase-person", id, Given.reason(reason), null), id));
    }
}
