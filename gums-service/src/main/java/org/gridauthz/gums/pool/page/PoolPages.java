package org.gridauthz.gums.pool.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.gridauthz.web.page.Answer;
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
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        List<Answer> found = Inside.of(request, response)
                .get("/api/v1/pools/" + Inside.segment(pool) + "/accounts")
                .list("accounts")
                .stream()
                .filter(account -> wanted.isEmpty()
                        || account.text("account").toLowerCase(Locale.ROOT).contains(wanted)
                        || account.text("holder").toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        int first = Math.clamp(from, 0, found.size());
        model.addAttribute("pool", pool);
        model.addAttribute("q", q);
        model.addAttribute("from", first);
        model.addAttribute("all", found.size());
        model.addAttribute("rows", ROWS);
        model.addAttribute("accounts", found.subList(first, Math.min(first + ROWS, found.size())));
        return "console/gums/pool";
    }
}
