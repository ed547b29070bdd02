package org.gridauthz.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.SignedIn;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page has around it: who looks, the way to the other services, what forms must repeat; and the page of a refusal. */
@ControllerAdvice(annotations = ConsolePage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ConsoleFrame {
    private final Admins admins;
    private final String service;
    private final List<Link> pages;
    private final Map<String, URI> others;

    /** A way to go. */
    public record Link(String text, String href) {}

    /**
     * Around a page.
     *
     * @param who the name of whoever looks
     * @param csrf what forms repeat
     * @param signedIn whether she came by a login, which can be ended
     */
    public record Frame(
            String service,
            String who,
            String csrf,
            List<Link> pages,
            List<Link> others,
            String path,
            boolean signedIn) {}

    /** @param pages of this service, in their order */
    public ConsoleFrame(Admins admins, String service, List<Link> pages, ConsoleSettings settings) {
        this.admins = admins;
        this.service = service.toUpperCase(Locale.ROOT);
        this.pages = List.copyOf(pages);
        this.others = others(settings);
        others.remove(this.service);
    }

    private static Map<String, URI> others(ConsoleSettings settings) {
        Map<String, URI> all = new TreeMap<>();
        put(all, "GUMS", settings.gums());
        put(all, "SAZ", settings.saz());
        put(all, "VOMS", settings.voms());
        return all;
    }

    private static void put(Map<String, URI> all, String name, @Nullable URI address) {
        if (address != null) {
            all.put(name, address.resolve("/console/"));
        }
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        List<Link> links = new ArrayList<>();
        String asked = request.getRequestURI().endsWith("/console/who") ? request.getParameter("q") : null;
        others.forEach((name, address) -> links.add(new Link(
                name, asked == null ? address.toString() : address.resolve("who") + Inside.query("q", asked))));
        return new Frame(
                service,
                admins.caller(request).who().text(),
                String.valueOf(request.getAttribute(ConsoleGuard.TOKEN)),
                pages,
                links,
                request.getRequestURI(),
                SignedIn.of(request) != null);
    }

    @ExceptionHandler
    String refused(Refused refused, HttpServletRequest request, HttpServletResponse response, Model model) {
        return problem(
                refused.status(), refused.code(), String.valueOf(refused.getMessage()), request, response, model);
    }

    @ExceptionHandler
    String refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response, Model model) {
        return problem(
                refusal.problem().code().status(),
                refusal.problem().code().name(),
                String.valueOf(refusal.getMessage()),
                request,
                response,
                model);
    }

    private String problem(
            int status,
            String code,
            String detail,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(status);
        model.addAttribute("frame", frame(request));
        model.addAttribute("code", code);
        model.addAttribute("detail", detail);
        return "console/problem";
    }
}
