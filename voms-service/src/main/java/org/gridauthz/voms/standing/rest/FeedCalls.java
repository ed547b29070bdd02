package org.gridauthz.voms.standing.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.voms.standing.FeedPart;
import org.gridauthz.voms.standing.FeedPlace;
import org.gridauthz.voms.standing.store.MemberFeed;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Who counts in a group or for a role, for services that keep a copy: the list in pages, then what changed since its position. For
 * callers with MEMBERSHIP_READ there, by the VO's ACL or the site's right READ.
 */
@RestController
@RequestMapping("/api/v1/vos/{vo}/members")
final class FeedCalls {
    private static final int LONGEST_PAGE = 5000;
    private static final int LONGEST_WAIT = 60;

    private final VoDoor door;
    private final Groups groups;
    private final MemberFeed feed;
    private final FeedWaits waits;

    FeedCalls(VoDoor door, Groups groups, MemberFeed feed, FeedWaits waits) {
        this.door = door;
        this.groups = groups;
        this.feed = feed;
        this.waits = waits;
    }

    /**
     * Members as they stand now.
     *
     * @param position from which changes are asked for afterwards; of a list in several pages, that of the first
     * @param next what {@code after} is for the next page; absent on the last
     */
    record Members(
            String position, List<Member> members, @Nullable String next) {}

    /** @param names by which she counts; none: she does not, or not any more */
    record Member(String person, List<Name> names) {}

    /**
     * @param name a certificate's subject in slash form, or a token's {@code sub}
     * @param issuer in the same form, or a token's {@code iss}; absent: any CA
     */
    record Name(IdentityKind kind, String name, @Nullable String issuer) {}

    /**
     * The whole list, in pages.
     *
     * @param container a group, or a role as {@code /vo/group/Role=name}; absent: the whole VO
     * @param after the last page's {@code next}
     * @param limit at most {@value #LONGEST_PAGE}
     */
    @GetMapping
    ResponseEntity<?> list(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String container,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "1000") int limit,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        Fqan asked = allowed(request, vo, container);
        int most = Given.within(limit, 1, LONGEST_PAGE, "limit");
        FeedPlace had = known == null ? null : FeedPlace.parse(known.replace("\"", ""));
        if (had != null && after.isEmpty() && nothing(feed.since(vo, asked, had))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(had.toString())
                    .build();
        }
        FeedPart part = feed.page(vo, asked, after, most);
        return ResponseEntity.ok().eTag(part.place().toString()).body(view(part));
    }

    /**
     * Everybody who may have changed since a position, as she stands now.
     *
     * @param wait seconds, at most {@value #LONGEST_WAIT}: the answer comes at the next change, or empty when they are over
     */
    @GetMapping("/changes")
    DeferredResult<ResponseEntity<?>> changes(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String container,
            @RequestParam String since,
            @RequestParam(defaultValue = "0") int wait) {
        Fqan asked = allowed(request, vo, container);
        FeedPlace place = FeedPlace.parse(since);
        if (place == null) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "since is a position this service gave");
        }
        Duration most = Duration.ofSeconds(Given.within(wait, 0, LONGEST_WAIT, "wait"));
        return waits.waits()
                .until(
                        most,
                        () -> {
                            FeedPart part = feed.since(vo, asked, place);
                            if (part == null) {
                                throw new Refusal(
                                        ErrorCode.POSITION_UNKNOWN,
                                        "what changed since is not known; read the whole list");
                            }
                            return nothing(part) ? null : ResponseEntity.ok(view(part));
                        },
                        () -> {
                            FeedPart part = feed.since(vo, asked, place);
                            return ResponseEntity.ok(
                                    part == null ? new Members(place.toString(), List.of(), null) : view(part));
                        });
    }

    private static boolean nothing(@Nullable FeedPart part) {
        return part != null && part.members().isEmpty();
    }

    private Fqan allowed(HttpServletRequest request, String vo, @Nullable String container) {
        Visit visit = door.reader(request, vo);
        Fqan asked = container == null ? visit.root() : parsed(container);
        String role = asked.role();
        if (groups.group(vo, asked.group()).isEmpty()
                || (role != null && groups.role(vo, role).isEmpty())) {
            visit.with(visit.root(), Permission.MEMBERSHIP_READ);
            throw new Refusal(ErrorCode.NOT_FOUND, "the VO has no such group or role");
        }
        visit.with(asked, Permission.MEMBERSHIP_READ);
        return asked;
    }

    private static Fqan parsed(String container) {
        try {
            return Objects.requireNonNull(Fqan.parse(container));
        } catch (MalformedIdentityException e) {
            throw new Refusal(ErrorCode.FQAN_MALFORMED, "container is a group or a role in one");
        }
    }

    private static Members view(FeedPart part) {
        return new Members(
                part.place().toString(),
                part.members().stream()
                        .map(member -> new Member(
                                member.person(),
                                member.names().stream()
                                        .map(name -> new Name(name.kind(), name.name(), name.issuer()))
                                        .toList()))
                        .toList(),
                part.next());
    }
}
