package org.gridauthz.gums.policy.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The policy's versions: read, compared, held against assertions, put in force. */
@ConsolePage
@RequestMapping("/console/policy")
final class PolicyPages {
    private static final String POLICIES = "/api/v1/policies";

    @GetMapping
    String versions(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute(
                "versions", Inside.of(request, response).get(POLICIES).list("versions"));
        return "console/gums/policy";
    }

    /** One version: what it says, how it differs from another. */
    @GetMapping("/{version}")
    String version(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable long version,
            @RequestParam @Nullable Long from) {
        Inside inside = Inside.of(request, response);
        String document = inside.text(POLICIES + "/" + version);
        model.addAttribute("version", version);
        model.addAttribute("document", document);
        model.addAttribute("findings", inside.yaml(POLICIES + "/lint", document).list("findings"));
        model.addAttribute(
                "diff",
                inside.yaml(
                        POLICIES + "/diff" + Inside.query("from", from == null ? null : from.toString()), document));
        model.addAttribute("versions", inside.get(POLICIES).list("versions"));
        return "console/gums/version";
    }

    /** A draft: what it could not mean, and what it would change. Nothing is stored. */
    @PostMapping("/draft")
    String draft(HttpServletRequest request, HttpServletResponse response, Model model, @RequestParam String document) {
        Inside inside = Inside.of(request, response);
        model.addAttribute("document", document);
        model.addAttribute("findings", inside.yaml(POLICIES + "/lint", document).list("findings"));
        model.addAttribute("diff", inside.yaml(POLICIES + "/diff", document));
        return "console/gums/draft";
    }

    @PostMapping("/store")
    String store(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam String document,
            @RequestParam(defaultValue = "") String reason) {
        String version = Inside.of(request, response)
                .yaml(POLICIES + Inside.query("reason", reason), document)
                .text("version");
        return "redirect:/console/policy/" + version;
    }

    @PostMapping("/{version}/activate")
    String activate(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable long version,
            @RequestParam @Nullable Long expected,
            @RequestParam(defaultValue = "") String reason) {
        Map<String, Object> turn = new LinkedHashMap<>();
        turn.put("version", version);
        turn.put("expected", expected);
        turn.put("reason", reason);
        Inside.of(request, response).send("PUT", POLICIES + "/current", turn);
        return "redirect:/console/policy";
    }

    @PostMapping("/{version}/test")
    String test(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable long version,
            @RequestParam String assertions) {
        model.addAttribute("version", version);
        model.addAttribute("assertions", assertions);
        model.addAttribute(
                "tried",
                Inside.of(request, response)
                        .yaml(POLICIES + "/test" + Inside.query("version", Long.toString(version)), assertions));
        return "console/gums/tested";
    }
}
