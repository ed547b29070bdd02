package org.gridauthz.saz.feed.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.gridauthz.changes.Follower;
import org.gridauthz.saz.feed.BanLists;
import org.gridauthz.saz.feed.FileReaders;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.Rendered;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Ban lists as files with a strong entity tag. With {@code wait} and a tag that is still right the answer comes at the next change, or 304
 * when the time is over. For configured readers, and for admins with READ.
 */
@RestController
final class BanFileCalls {
    private static final int LONGEST_WAIT = 300;

    private final Admins admins;
    private final FileReaders readers;
    private final BanLists lists;
    private final LongPolls polls;
    private final Follower follower;

    BanFileCalls(Admins admins, FileReaders readers, BanLists lists, LongPolls polls, Follower follower) {
        this.admins = admins;
        this.readers = readers;
        this.lists = lists;
        this.polls = polls;
        this.follower = follower;
    }

    /** @param wait seconds, at most {@value #LONGEST_WAIT} */
    @GetMapping("/api/v1/banfiles/{format}")
    DeferredResult<ResponseEntity<byte[]>> file(
            HttpServletRequest request,
            @PathVariable String format,
            @RequestParam(defaultValue = "0") int wait,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        AdminCall call = admins.caller(request);
        if (!readers.may(call.who())) {
            call.with(Verb.READ);
        }
        Duration most = Duration.ofSeconds(Given.within(wait, 0, LONGEST_WAIT, "wait"));
        if (follower.freshness() == null) {
            throw new Refusal(
                    ErrorCode.NOT_READY, "this instance has not read its bans yet: an empty list would be a lie");
        }
        if (lists.file(format) == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "formats: " + String.join(", ", lists.names()));
        }
        return polls.until(most, () -> answer(format, known));
    }

    private ResponseEntity<byte[]> answer(String format, @Nullable String known) {
        Rendered now = Objects.requireNonNull(lists.file(format));
        if (has(known, now)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(now.etag())
                    .build();
        }
        return ResponseEntity.ok()
                .contentType(
                        format.equals("json")
                                ? MediaType.APPLICATION_JSON
                                : new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .eTag(now.etag())
                .body(now.bytes());
    }

    private static boolean has(@Nullable String known, Rendered now) {
        return known != null && (known.equals("*") || known.contains(now.etag()));
    }
}
