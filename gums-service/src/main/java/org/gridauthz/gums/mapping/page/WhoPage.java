package org.gridauthz.gums.mapping.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.gridauthz.web.page.AskedText;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is this? The account that somebody becomes, with every step that led there; or whose an account is. */
@ConsolePage
final class WhoPage {
    @GetMapping("/console/who")
    String who(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String host) {
        AskedText asked = AskedText.of(q == null ? "" : q);
        Inside inside = Inside.of(request, response);
        model.addAttribute("asked", asked);
        Map<String, Object> subject = asked.presented(List.of());
        if (subject != null) {
            model.addAttribute(
                    "mapping",
                    inside.decide(
                            "/api/v1/mappings",
                            host == null || host.isBlank()
                                    ? Map.of("subjects", List.of(subject))
                                    : Map.of("subjects", List.of(subject), "host", host.strip())));
        }
        if (asked.kind() == AskedText.Kind.ACCOUNT) {
            model.addAttribute(
                    "owners",
                    inside.get("/api/v1/accounts/" + Inside.segment(asked.value()) + "/subjects")
                            .texts("dns"));
        }
        return "console/gums/who";
    }
}
