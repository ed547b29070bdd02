package org.gridauthz.voms.registration.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.voms.registration.store.Signatures;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules of use: read by everybody, kept by the VO's administrators, signed by members. */
@RestController
@RequestMapping("/api/v1/vos/{vo}")
final class AupCalls {
    private static final int MAX_VERSION = 64;
    private static final int MAX_URL = 1000;
    private static final int MAX_TEXT = 64 << 10;

    private final VoDoor door;
    private final Signatures signatures;

    AupCalls(VoDoor door, Signatures signatures) {
        this.door = door;
        this.signatures = signatures;
    }

    /** @param current the version to be signed; null: none */
    record AupView(@Nullable String current, List<Signatures.Version> versions) {}

    /** A version to be entered: its text, or where it stands. */
    record NewVersion(
            @Nullable String version,
            @Nullable String url,
            @Nullable String text,
            @Nullable String reason) {}

    /** Which version. */
    record Which(@Nullable String version, @Nullable String reason) {}

    /** @param person one; without it everybody */
    record Again(@Nullable String person, @Nullable String reason) {}

    @GetMapping("/aup")
    AupView get(HttpServletRequest request, @PathVariable String vo) {
        return new AupView(door.reader(request, vo).vo().aup(), signatures.versions(vo));
    }

    @PostMapping(path = "/aup", consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed enter(HttpServletRequest request, @PathVariable String vo, @RequestBody NewVersion body) {
        Visit visit = door.writer(request, vo).administrating();
        String version = Given.text(body.version(), "/version");
        String url = body.url() == null ? "" : Given.text(body.url(), "/url");
        String text = body.text() == null ? "" : body.text();
        if (version.length() > MAX_VERSION || url.length() > MAX_URL || text.length() > MAX_TEXT) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "version, url or text is too long");
        }
        if (url.isEmpty() && text.isBlank()) {
            throw new Refusal(ErrorCode.FIELD_MISSING, "a text, or the url where it stands", "/text");
        }
        return Visit.done(signatures.enter(
                visit.deed("enter-aup", version, Given.reason(body.reason()), body), version, url, text));
    }

    @PutMapping(path = "/aup/current", consumes = "application/json")
    Changed activate(HttpServletRequest request, @PathVariable String vo, @RequestBody Which body) {
        Visit visit = door.writer(request, vo).administrating();
        String version = Given.text(body.version(), "/version");
        return Visit.done(
                signatures.activate(visit.deed("activate-aup", version, Given.reason(body.reason()), body), version));
    }

    @PostMapping(path = "/aup/reacceptance", consumes = "application/json")
    Changed force(HttpServletRequest request, @PathVariable String vo, @RequestBody Again body) {
        Visit visit = door.writer(request, vo).administrating();
        String whom = body.person() == null ? "everybody" : body.person();
        return Visit.done(
                signatures.force(visit.deed("force-aup", whom, Given.reason(body.reason()), body), body.person()));
    }

    /** By the member herself, also while she is suspended for not having signed. */
    @PostMapping(path = "/aup/signature", consumes = "application/json")
    Changed sign(HttpServletRequest request, @PathVariable String vo, @RequestBody Which body) {
        Visit visit = door.writer(request, vo);
        String person = visit.known().person();
        if (person == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "you are not a member of this VO");
        }
        String version = Given.text(body.version(), "/version");
        return Visit.done(signatures.sign(visit.deed("sign-aup", person, "signed", body), person, version, false));
    }

    @GetMapping("/people/{id}/signatures")
    List<Signatures.Signature> signatures(
            HttpServletRequest request, @PathVariable String vo, @PathVariable String id) {
        Visit visit = door.reader(request, vo);
        if (!visit.is(id)) {
            visit.with(visit.root(), Permission.MEMBERSHIP_READ);
        }
        return signatures.of(id);
    }

    /** By an administrator, for somebody who signed on paper or owns a robot. */
    @PostMapping(path = "/people/{id}/signatures", consumes = "application/json")
    Changed record(
            HttpServletRequest request, @PathVariable String vo, @PathVariable String id, @RequestBody Which body) {
        Visit visit = door.writer(request, vo).administrating();
        String version = Given.text(body.version(), "/version");
        return Visit.done(signatures.sign(
                visit.deed("record-signature", id, Given.reason(body.reason()), body), id, version, true));
    }
}
