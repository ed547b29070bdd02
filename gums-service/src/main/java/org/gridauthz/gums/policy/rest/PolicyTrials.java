package org.gridauthz.gums.policy.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.gums.policy.Difference;
import org.gridauthz.gums.policy.Finding;
import org.gridauthz.gums.policy.Lint;
import org.gridauthz.gums.policy.store.PolicyVersions;
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
}
