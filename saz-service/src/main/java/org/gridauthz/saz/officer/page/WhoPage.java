package org.gridauthz.saz.officer.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.web.page.Answer;
import org.gridauthz.web.page.AskedText;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is this? The site's decision with its reasons, first and last sight, bans with their history. */
@ConsolePage
final class WhoPage {
    private static final int MOST_BANS = 10;

    @GetMapping("/console/who")
    String who(
            HttpServletRequest request, HttpServletResponse response, Model model, @RequestParam @Nullable String q) {
        AskedText asked = AskedText.of(q == null ? "" : q);
        Inside inside = Inside.of(request, response);
        model.addAttribute("asked", asked);
        Map<String, Object> subject = asked.presented(List.of());
        if (subject != null) {
            model.addAttribute("decision", inside.decide("/api/v1/decisions", Map.of("subjects", List.of(subject))));
        }
        String kind = asked.recordedAs();
        if (kind != null) {
            model.addAttribute("seen", inside.find("/api/v1/subjects/one", "kind", kind, "value", asked.value()));
            List<Answer> bans = new ArrayList<>();
            inside.get("/api/v1/bans", "kind", kind, "q", asked.value(), "limit", Integer.toString(MOST_BANS))
                    .list("bans")
                    .forEach(ban -> bans.add(inside.get("/api/v1/bans/" + ban.text("id"))));
            model.addAttribute("bans", bans);
        }
        return "console/saz/who";
    }
}
