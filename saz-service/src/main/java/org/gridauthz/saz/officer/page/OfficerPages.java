package org.gridauthz.saz.officer.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gridauthz.web.page.Answer;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Bans: listed, tried, confirmed, made, watched until every instance has them, lifted. */
@ConsolePage
@RequestMapping("/console/bans")
final class OfficerPages {
    /** htmx stops asking again after this status. */
    private static final int STOP = 286;

    private static final String ROWS = "100";

    /** What a form for a ban holds. */
    record Form(
            @Nullable String kind,
            @Nullable String value,
            @Nullable String qualifier,
            @Nullable String reason,
            @Nullable String ticket,
            @Nullable String until,
            @Nullable String confirm) {
        Map<String, Object> body(boolean whole) {
            Map<String, Object> body = new LinkedHashMap<>();
            put(body, "kind", kind);
            put(body, "value", value);
            put(body, "qualifier", qualifier);
            if (whole) {
                put(body, "reason", reason);
                put(body, "ticket", ticket);
                put(body, "until", until);
                put(body, "confirm", confirm);
            }
            return body;
        }

        private static void put(Map<String, Object> body, String name, @Nullable String text) {
            if (text != null && !text.isBlank()) {
                body.put(name, text.strip());
            }
        }
    }

    @GetMapping
    String list(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String value,
            @RequestParam @Nullable String after) {
        model.addAttribute(
                "listed",
                Inside.of(request, response).get("/api/v1/bans", "kind", kind, "q", q, "after", after, "limit", ROWS));
        model.addAttribute("kind", kind);
        model.addAttribute("q", q);
        model.addAttribute("value", value);
        return "console/saz/bans";
    }

    @PostMapping("/try")
    String tried(HttpServletRequest request, HttpServletResponse response, Model model, Form form) {
        model.addAttribute(
                "tried", Inside.of(request, response).send("POST", "/api/v1/bans/dry-run", form.body(false)));
        model.addAttribute("form", form);
        return "console/saz/try";
    }

    /** The answer of the first second is on its way already; what has not confirmed by then is watched. */
    @PostMapping
    String ban(HttpServletRequest request, HttpServletResponse response, Form form) {
        Answer done =
                Inside.of(request, response).send("POST", "/api/v1/bans?wait=everywhere&deadline=1", form.body(true));
        return "redirect:/console/bans/" + done.text("id") + Inside.query("watch", done.text("epoch"));
    }

    @GetMapping("/{id}")
    String one(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String id,
            @RequestParam @Nullable String watch) {
        Inside inside = Inside.of(request, response);
        model.addAttribute("ban", inside.get("/api/v1/bans/" + Inside.segment(id)));
        model.addAttribute("watch", watch);
        model.addAttribute("roster", watch == null ? null : inside.get("/api/v1/instances", "epoch", watch));
        return "console/saz/ban";
    }

    /** Where the change has arrived; asked again and again by the page. */
    @GetMapping("/{id}/reach")
    String reach(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String id,
            @RequestParam String watch) {
        Answer roster = Inside.of(request, response).get("/api/v1/instances", "epoch", watch);
        model.addAttribute("roster", roster);
        model.addAttribute("watch", watch);
        model.addAttribute("id", id);
        if (roster.flag("everywhere")) {
            response.setStatus(STOP);
        }
        return "console/saz/ban :: reach";
    }

    @PostMapping("/{id}/lift")
    String lift(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String id,
            @RequestParam int turn,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean second) {
        Answer done = Inside.of(request, response)
                .send(
                        "POST",
                        "/api/v1/bans/" + Inside.segment(id) + (second ? "/lift/confirm" : "/lift"),
                        Map.of("turn", turn, "reason", reason));
        return "redirect:/console/bans/" + Inside.segment(id) + Inside.query("watch", done.text("epoch"));
    }

    @GetMapping("/waiting")
    String waiting(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute(
                "waiting",
                Inside.of(request, response).get("/api/v1/lift-requests").all());
        return "console/saz/waiting";
    }
}
