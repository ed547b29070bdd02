package org.gridauthz.gums.policy.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.Assertion;
import org.gridauthz.gums.policy.AssertionReading;
import org.gridauthz.gums.policy.Difference;
import org.gridauthz.gums.policy.Finding;
import org.gridauthz.gums.policy.Lint;
import org.gridauthz.gums.policy.store.PolicyVersions;
import org.gridauthz.gums.policy.yaml.AssertionReader;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a document would mean, before it is stored. Nothing is changed. */
@RestController
@RequestMapping(path = "/api/v1/policies", consumes = PolicyBody.YAML)
final class PolicyTrials {
    private final Admins admins;
    private final PolicyVersions versions;

    PolicyTrials(Admins admins, PolicyVersions versions) {
        this.admins = admins;
        this.versions = versions;
    }

    /** What the document says and cannot mean. */
    record Findings(List<Finding> findings) {}

    /** By meaning; {@code from} is the version that was compared with. */
    record Differences(long from, List<Difference> differences) {}

    @PostMapping("/lint")
    Findings lint(HttpServletRequest request, @RequestBody byte[] body) {
        admins.reader(request);
        return new Findings(Lint.of(PolicyBody.policy(PolicyBody.text(body))));
    }

    @PostMapping("/diff")
    Differences diff(HttpServletRequest request, @RequestBody byte[] body, @RequestParam @Nullable Long from) {
        admins.reader(request);
        long version = from != null ? from : versions.current().orElse(0L);
        String before = versions.document(version)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "no policy version " + version));
        return new Differences(
                version, Difference.between(PolicyBody.policy(before), PolicyBody.policy(PolicyBody.text(body))));
    }

    /** An assertion that does not hold, with the reasons of what was found. */
    record Failed(int line, String about, String expected, String found, List<String> explanation) {}

    /** @param version that was tried; null when the file brought a policy along */
    record Tried(@Nullable Long version, int tried, List<Failed> failures) {}

    /**
     * Holds a policy against an assertion file, by the world that the file tells of.
     *
     * @param version which, when the file brings none along; without it the one in force
     */
    @PostMapping("/test")
    Tried test(HttpServletRequest request, @RequestBody byte[] body, @RequestParam @Nullable Long version) {
        admins.reader(request);
        AssertionReading.Read read = switch (AssertionReader.read(PolicyBody.text(body))) {
            case AssertionReading.Read good -> good;
            case AssertionReading.Refused refused -> throw PolicyBody.invalid(refused.mistakes());
        };
        Policy brought = read.policy();
        if (brought != null) {
            return tried(null, brought, read);
        }
        long stored = version != null ? version : versions.current().orElse(0L);
        String document = versions.document(stored)
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "no policy version " + stored));
        return tried(stored, PolicyBody.policy(document), read);
    }

    private static Tried tried(@Nullable Long version, Policy policy, AssertionReading.Read read) {
        List<Failed> failures = Assertion.check(policy, read.world(), read.assertions()).stream()
                .map(failure -> new Failed(
                        failure.assertion().line(),
                        failure.assertion().about(),
                        failure.assertion().expected(),
                        failure.found(),
                        failure.explanation()))
                .toList();
        return new Tried(version, read.assertions().size(), failures);
    }
}
