package org.gridauthz.gums.policy.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.changes.Follower;
import org.gridauthz.gums.PolicyDesk;
import org.gridauthz.gums.policy.store.PolicyVersion;
import org.gridauthz.gums.policy.store.PolicyVersions;
import org.gridauthz.gums.policy.store.PolicyWrite;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stored versions: listed, read, added, put in force. */
@RestController
@RequestMapping("/api/v1/policies")
final class PolicyVersionsCalls {
    private static final int MOST = 1000;

    private final Admins admins;
    private final PolicyVersions versions;
    private final PolicyDesk desk;
    private final Follower follower;

    PolicyVersionsCalls(Admins admins, PolicyVersions versions, PolicyDesk desk, Follower follower) {
        this.admins = admins;
        this.versions = versions;
        this.desk = desk;
        this.follower = follower;
    }

    /** The newest versions, newest first. */
    record Listed(List<PolicyVersion> versions) {}

    /**
     * Which version is to be in force.
     *
     * @param expected the version seen in force; without it whatever is
     */
    record Turn(
            @Nullable Long version,
            @Nullable Long expected,
            @Nullable String reason) {}

    /** What was done: present the epoch in {@code At-Least-Epoch} to be answered by it. */
    record Done(long version, String epoch, boolean repeated) {}

    @GetMapping
    Listed list(HttpServletRequest request, @RequestParam(defaultValue = "100") int limit) {
        admins.reader(request);
        return new Listed(versions.newest(Given.within(limit, 1, MOST, "limit")));
    }

    @GetMapping(path = "/{version}", produces = PolicyBody.YAML)
    String document(HttpServletRequest request, @PathVariable long version) {
        admins.reader(request);
        return versions.document(version)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "no policy version " + version));
    }

    @PostMapping(consumes = PolicyBody.YAML)
    @ResponseStatus(HttpStatus.CREATED)
    Done store(
            HttpServletRequest request,
            @RequestBody byte[] body,
            @RequestParam(defaultValue = "false") boolean activate,
            @RequestParam @Nullable String reason) {
        AdminCall call = admins.writer(request, Verb.POLICY);
        String why = Given.reason(reason);
        String document = PolicyBody.text(body);
        return done(desk.store(
                document,
                why,
                activate,
                call.act(activate ? "store-and-activate-policy" : "store-policy", "policy", why),
                call.request(activate + "\n" + why + "\n" + document)));
    }

    @PutMapping(path = "/current", consumes = "application/json")
    Done activate(HttpServletRequest request, @RequestBody Turn turn) {
        AdminCall call = admins.writer(request, Verb.POLICY);
        long version = Given.value(turn.version(), "/version");
        String why = Given.reason(turn.reason());
        return done(desk.activate(
                version,
                turn.expected(),
                call.act("activate-policy", "policy version " + version, why),
                call.request(turn.toString())));
    }

    private Done done(PolicyWrite write) {
        return switch (write) {
            case PolicyWrite.Done done -> {
                follower.poke();
                yield new Done(done.version(), done.epoch().toString(), done.repeated());
            }
            case PolicyWrite.Mistaken mistaken -> throw PolicyBody.invalid(mistaken.mistakes());
            case PolicyWrite.Unknown unknown ->
                throw new Refusal(ErrorCode.NOT_FOUND, "no policy version " + unknown.version());
            case PolicyWrite.Overtaken overtaken ->
                throw new Refusal(ErrorCode.CONFLICT, "version " + overtaken.current() + " is in force now");
        };
    }
}
