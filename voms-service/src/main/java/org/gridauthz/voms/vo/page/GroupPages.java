package org.gridauthz.voms.vo.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Groups and roles of a VO, and who may do what in them. */
@ConsolePage
@RequestMapping("/console/vo/{vo}")
final class GroupPages {
    private static final List<String> ENTRY = List.of("group", "role", "kind", "name", "issuer");

    /** A group, or with a role that role in it: what is below, and the ACL. */
    @GetMapping("/group")
    String group(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String vo,
            @RequestParam String group,
            @RequestParam @Nullable String role,
            @RequestParam(defaultValue = "false") boolean defaults) {
        Inside inside = Inside.of(request, response);
        String place = MembershipPages.place(vo);
        model.addAttribute("vo", vo);
        model.addAttribute("group", group);
        model.addAttribute("role", role == null || role.isEmpty() ? null : role);
        model.addAttribute("defaults", defaults);
        model.addAttribute("below", inside.get(place + "/groups", "parent", group));
        model.addAttribute("roles", MembershipPages.mine(inside, place + "/roles"));
        model.addAttribute(
                "acl",
                MembershipPages.mine(
                        inside,
                        place + "/acl"
                                + Inside.query("group", group, "role", role, "defaults", Boolean.toString(defaults))));
        model.addAttribute("permissions", Permission.values());
        return "console/voms/group";
    }

    @PostMapping("/groups")
    String found(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String path,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response)
                .send(
                        "POST",
                        MembershipPages.place(vo) + "/groups",
                        Map.of("path", path, "description", description, "reason", reason));
        return at(vo, path, null);
    }

    @PostMapping("/group/dissolve")
    String dissolve(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String group,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response)
                .send(
                        "DELETE",
                        MembershipPages.place(vo) + "/groups" + Inside.query("path", group, "reason", reason),
                        Map.of());
        return MembershipPages.back(vo);
    }

    /** Puts an entry into the ACL in the place of the subject's. */
    @PostMapping("/acl")
    String put(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "") List<String> permissions) {
        Map<String, Object> body = new LinkedHashMap<>();
        ENTRY.forEach(name -> MembershipPages.put(body, name, form.get(name)));
        body.put("defaults", "true".equals(form.get("defaults")));
        body.put("permissions", permissions.isEmpty() ? "NONE" : String.join("|", permissions));
        body.put("reason", form.getOrDefault("reason", ""));
        Inside.of(request, response).send("PUT", MembershipPages.place(vo) + "/acl", body);
        return back(vo, form);
    }

    @PostMapping("/acl/remove")
    String remove(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam Map<String, String> form) {
        String[] query = {
            "group", form.get("group"),
            "role", form.get("role"),
            "kind", form.get("kind"),
            "name", form.get("name"),
            "issuer", form.get("issuer"),
            "defaults", form.get("defaults"),
            "reason", form.get("reason")
        };
        Inside.of(request, response).send("DELETE", MembershipPages.place(vo) + "/acl" + Inside.query(query), Map.of());
        return back(vo, form);
    }

    @GetMapping("/roles")
    String roles(HttpServletRequest request, HttpServletResponse response, Model model, @PathVariable String vo) {
        model.addAttribute("vo", vo);
        model.addAttribute(
                "roles",
                Inside.of(request, response)
                        .get(MembershipPages.place(vo) + "/roles")
                        .all());
        return "console/voms/roles";
    }

    @PostMapping("/roles")
    String create(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response)
                .send(
                        "POST",
                        MembershipPages.place(vo) + "/roles",
                        Map.of("name", name, "description", description, "reason", reason));
        return MembershipPages.back(vo) + "/roles";
    }

    @PostMapping("/roles/{role}/delete")
    String delete(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String role,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response)
                .send(
                        "DELETE",
                        MembershipPages.place(vo) + "/roles/" + Inside.segment(role) + Inside.query("reason", reason),
                        Map.of());
        return MembershipPages.back(vo) + "/roles";
    }

    private static String back(String vo, Map<String, String> form) {
        return at(vo, form.getOrDefault("group", ""), form.get("role"))
                + ("true".equals(form.get("defaults")) ? "&defaults=true" : "");
    }

    private static String at(String vo, String group, @Nullable String role) {
        return MembershipPages.back(vo) + "/group" + Inside.query("group", group, "role", role);
    }
}
