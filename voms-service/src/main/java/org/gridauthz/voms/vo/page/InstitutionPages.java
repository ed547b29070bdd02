package org.gridauthz.voms.vo.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.gridauthz.web.page.Answer;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Institutions of a VO, and who speaks for each. */
@ConsolePage
@RequestMapping("/console/vo/{vo}/institutions")
final class InstitutionPages {
    @GetMapping
    String list(HttpServletRequest request, HttpServletResponse response, Model model, @PathVariable String vo) {
        model.addAttribute("vo", vo);
        model.addAttribute(
                "institutions", Inside.of(request, response).get(place(vo)).all());
        return "console/voms/institutions";
    }

    @PostMapping
    String create(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response).send("POST", place(vo), Map.of("name", name, "reason", reason));
        return back(vo);
    }

    @PostMapping("/{institution}/delete")
    String delete(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String institution,
            @RequestParam(defaultValue = "") String reason) {
        Inside.of(request, response)
                .send(
                        "DELETE",
                        place(vo) + "/" + Inside.segment(institution) + Inside.query("reason", reason),
                        Map.of());
        return back(vo);
    }

    /** Somebody, found as on the page of people, speaks for an institution, or no longer. */
    @PostMapping("/{institution}/representatives")
    String represent(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @PathVariable String institution,
            @RequestParam String person,
            @RequestParam boolean speaks,
            @RequestParam(defaultValue = "") String reason) {
        Inside inside = Inside.of(request, response);
        String id = speaks ? one(inside, vo, person) : person;
        String path = place(vo) + "/" + Inside.segment(institution) + "/representatives/" + Inside.segment(id);
        if (speaks) {
            inside.send("PUT", path, Map.of("reason", reason));
        } else {
            inside.send("DELETE", path + Inside.query("reason", reason), Map.of());
        }
        return back(vo);
    }

    /** The id of the one person that a text finds; the text itself otherwise, which may be an id. */
    private static String one(Inside inside, String vo, String text) {
        Answer found = inside.get(MembershipPages.place(vo) + "/people", "search", text.strip(), "limit", "2");
        return found.number("count") == 1 ? found.list("people").getFirst().text("id") : text.strip();
    }

    private static String place(String vo) {
        return MembershipPages.place(vo) + "/institutions";
    }

    private static String back(String vo) {
        return MembershipPages.back(vo) + "/institutions";
    }
}
