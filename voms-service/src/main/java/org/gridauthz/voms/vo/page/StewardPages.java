package org.gridauthz.voms.vo.page;

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

/** What those who look after a VO do: decide about applications, find people, suspend and restore them, add groups. */
@ConsolePage
@RequestMapping("/console/vo/{vo}")
final class StewardPages {
    private static final int ROWS = 100;

    @GetMapping("/applications")
    String applications(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String vo,
            @RequestParam(defaultValue = "WITH_MANAGER") String state) {
        model.addAttribute("vo", vo);
        model.addAttribute("state", state);
        model.addAttribute(
                "applications",
                Inside.of(request, response)
                        .get(MembershipPages.place(vo) + "/applications", "state", state)
                        .all());
        return "console/voms/applications";
    }

    @PostMapping("/applications/{id}")
    String decide(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam boolean approve,
            @RequestParam(defaultValue = "") String explanation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("approve", approve);
        if (!explanation.isBlank()) {
            body.put("explanation", explanation);
        }
        Inside.of(request, response)
                .send("POST", MembershipPages.place(vo) + "/applications/" + Inside.segment(id) + "/decision", body);
        return MembershipPages.back(vo) + "/applications";
    }

    @GetMapping("/people")
    String people(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String vo,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String group,
            @RequestParam(defaultValue = "0") int from) {
        int first = Math.max(0, from);
        model.addAttribute("vo", vo);
        model.addAttribute("q", q);
        model.addAttribute("group", group);
        model.addAttribute("from", first);
        model.addAttribute("rows", ROWS);
        model.addAttribute(
                "page",
                Inside.of(request, response)
                        .get(
                                MembershipPages.place(vo) + "/people",
                                "search",
                                q,
                                "group",
                                group,
                                "offset",
                                Integer.toString(first),
                                "limit",
                                Integer.toString(ROWS)));
        return "console/voms/people";
    }

    @PostMapping("/people/{id}/suspend")
    String suspend(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam(defaultValue = "OTHER") String code,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response).send("POST", suspension(vo, id), Map.of("code", code, "reason", reason));
        return MembershipPages.back(vo) + "/people";
    }

    @PostMapping("/people/{id}/restore")
    String restore(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response).send("DELETE", suspension(vo, id) + Inside.query("reason", reason), Map.of());
        return MembershipPages.back(vo) + "/people";
    }

    private static String suspension(String vo, String id) {
        return MembershipPages.place(vo) + "/people/" + Inside.segment(id) + "/suspension";
    }
}
