package org.gridauthz.voms.vo.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.web.page.Answer;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.gridauthz.web.page.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person does for herself: see her membership, apply, confirm her address, sign. */
@ConsolePage
@RequestMapping("/console/vo")
final class MembershipPages {
    private static final List<String> ASKED =
            List.of("givenName", "familyName", "email", "institution", "aup", "message");

    @GetMapping
    String vos(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute(
                "vos", Inside.of(request, response).get("/api/v1/vos").all());
        return "console/voms/vos";
    }

    @GetMapping("/{vo}")
    String vo(HttpServletRequest request, HttpServletResponse response, Model model, @PathVariable String vo) {
        Inside inside = Inside.of(request, response);
        String place = place(vo);
        Answer me = mine(inside, place + "/people/me");
        model.addAttribute("vo", vo);
        model.addAttribute("me", me);
        model.addAttribute("aup", inside.find(place + "/aup"));
        model.addAttribute(
                "signatures",
                me == null ? null : mine(inside, place + "/people/" + Inside.segment(me.text("id")) + "/signatures"));
        model.addAttribute("mine", mine(inside, place + "/applications/mine"));
        model.addAttribute("groups", mine(inside, place + "/groups"));
        model.addAttribute("institutions", inside.find(place + "/institutions"));
        return "console/voms/vo";
    }

    @PostMapping("/{vo}/apply")
    String apply(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "") List<String> groups) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "MEMBERSHIP");
        ASKED.forEach(name -> put(body, name, form.get(name)));
        if (!groups.isEmpty()) {
            body.put("groups", groups);
        }
        Inside.of(request, response).send("POST", place(vo) + "/applications", body);
        return back(vo);
    }

    /** A group, a role, a renewal or the end. */
    @PostMapping("/{vo}/ask")
    String ask(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String kind,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind);
        put(body, "group", group);
        put(body, "role", role);
        Inside.of(request, response).send("POST", place(vo) + "/applications", body);
        return back(vo);
    }

    @PostMapping("/{vo}/confirm")
    String confirm(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String id,
            @RequestParam String code) {
        Inside.of(request, response)
                .send(
                        "POST",
                        place(vo) + "/applications/" + Inside.segment(id) + "/confirmation",
                        Map.of("code", code.strip()));
        return back(vo);
    }

    @PostMapping("/{vo}/sign")
    String sign(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String version) {
        Inside.of(request, response).send("POST", place(vo) + "/aup/signature", Map.of("version", version));
        return back(vo);
    }

    /** What only some may see: null for others. */
    static @Nullable Answer mine(Inside inside, String path) {
        try {
            return inside.find(path);
        } catch (Refused e) {
            if (e.status() == HttpServletResponse.SC_FORBIDDEN) {
                return null;
            }
            throw e;
        }
    }

    static String place(String vo) {
        return "/api/v1/vos/" + Inside.segment(vo);
    }

    static String back(String vo) {
        return "redirect:/console/vo/" + Inside.segment(vo);
    }

    static void put(Map<String, Object> body, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            body.put(name, text.strip());
        }
    }
}
