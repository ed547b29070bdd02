package org.gridauthz.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Pages that every service has: its instances, and its communities now. */
@ConsolePage
public final class CommonPages {
    private final String first;

    /** @param first the page that the console opens with */
    public CommonPages(String first) {
        this.first = first;
    }

    @GetMapping({"/console", "/console/"})
    String start() {
        return "redirect:" + first;
    }

    /** The last page of a login: the door closes it behind this answer. */
    @PostMapping("/console/logout")
    String logout() {
        return "console/out";
    }

    @GetMapping("/console/instances")
    String instances(HttpServletRequest request, HttpServletResponse response, Model model) {
        Inside inside = Inside.of(request, response);
        model.addAttribute("standing", inside.get("/api/v1/standing"));
        model.addAttribute("roster", inside.get("/api/v1/instances"));
        return live(request, "instances");
    }

    @GetMapping("/console/communities")
    String communities(HttpServletRequest request, HttpServletResponse response, Model model) {
        Answer now = Inside.of(request, response).find("/api/v1/communities");
        model.addAttribute("bars", now == null ? null : CommunityBars.of(now));
        return live(request, "communities");
    }

    /** The part that changes, when the page itself asks for it; else the page. */
    static String live(HttpServletRequest request, String page) {
        return "console/" + page + (request.getHeader("HX-Request") == null ? "" : " :: live");
    }
}
