package org.gridauthz.gums.pool.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.gridauthz.web.page.ConsolePage;
import org.gridauthz.web.page.Inside;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How full pools are, and whose their accounts are. */
@ConsolePage
@RequestMapping("/console/pools")
final class PoolPages {
    private static final int ROWS = 200;

    @GetMapping
    String pools(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute(
                "pools", Inside.of(request, response).get("/api/v1/pools").list("pools"));
        return "console/gums/pools";
    }

    @GetMapping("/{pool}")
    String pool(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @PathVariable String pool,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from) {
        int first = Math.max(0, from);
        model.addAttribute("pool", pool);
        model.addAttribute("q", q);
        model.addAttribute("from", first);
        model.addAttribute("rows", ROWS);
        model.addAttribute(
                "page",
                Inside.of(request, response)
                        .get(
                                "/api/v1/pools/" + Inside.segment(pool) + "/accounts",
                                "q",
                                q,
                                "offset",
                                Integer.toString(first),
                                "limit",
                                Integer.toString(ROWS)));
        return "console/gums/pool";
    }
}
