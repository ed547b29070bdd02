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

/** One person of a VO: certificates, groups and roles, what she manages, until when, suspension. */
@ConsolePage
@RequestMapping("/console/vo/{vo}/people/{id}")
final class PersonPages {
    @GetMapping
    String person(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String vo,
            @PathVariable String id) {
        Inside inside = Inside.of(request, response);
        model.addAttribute("vo", vo);
        model.addAttribute("person", inside.get(place(vo, id)));
        model.addAttribute("signatures", MembershipPages.mine(inside, place(vo, id) + "/signatures"));
        model.addAttribute("groups", MembershipPages.mine(inside, MembershipPages.place(vo) + "/groups"));
        model.addAttribute("roles", MembershipPages.mine(inside, MembershipPages.place(vo) + "/roles"));
        return "console/voms/person";
    }

    @PostMapping("/memberships")
    String put(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam Map<String, String> form) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String name : new String[] {"group", "role", "ends", "reason"}) {
            MembershipPages.put(body, name, form.get(name));
        }
        Inside.of(request, response).send("POST", place(vo, id) + "/memberships", body);
        return back(vo, id);
    }

    @PostMapping("/memberships/remove")
    String remove(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam String group,
            @RequestParam @Nullable String role,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response)
                .send(
                        "DELETE",
                        place(vo, id) + "/memberships" + Inside.query("group", group, "role", role, "reason", reason),
                        Map.of());
        return back(vo, id);
    }

    /** She looks after a group, as MANAGER or OWNER; NONE: no longer. */
    @PostMapping("/management")
    String manage(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam String group,
            @RequestParam String rank,
            @RequestParam(defaultValue = "") String reason) {
        Inside inside = Inside.of(request, response);
        String path = place(vo, id) + "/management";
        if (rank.equals("NONE")) {
            inside.send("DELETE", path + Inside.query("group", group, "reason", reason), Map.of());
        } else {
            inside.send("PUT", path, Map.of("group", group, "rank", rank, "reason", reason));
        }
        return back(vo, id);
    }

    @PostMapping("/certificates")
    String certificate(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam Map<String, String> form) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String name : new String[] {"kind", "name", "issuer", "reason"}) {
            MembershipPages.put(body, name, form.get(name));
        }
        Inside.of(request, response).send("POST", place(vo, id) + "/certificates", body);
        return back(vo, id);
    }

    @PostMapping("/end")
    String end(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam @Nullable String ends,
            @RequestParam(defaultValue = "") String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        MembershipPages.put(body, "ends", ends);
        body.put("reason", reason);
        Inside.of(request, response).send("PUT", place(vo, id) + "/end", body);
        return back(vo, id);
    }

    private static String place(String vo, String id) {
        return MembershipPages.place(vo) + "/people/" + Inside.segment(id);
    }

    private static String back(String vo, String id) {
        return MembershipPages.back(vo) + "/people/" + Inside.segment(id);
    }
}
