package org.gridauthz.gums.gumsadmin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.mapfile.Mapfiles;
import org.gridauthz.gums.mapfile.rest.MapfileScenes;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.identity.CommaDn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.Rendered;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Given;
import org.gridauthz.web.subjects.PresentedSubject;
import org.gridauthz.web.subjects.SubjectsCall;
import org.jspecify.annotations.Nullable;

/** What both old interfaces look up: a mapping, a file of mappings, whose an account is. */
public final class Lookups {
    /** What clients are told; scripts compare the number. */
    static final String VERSION = "1.5.2";

    private final MappingCalls calls;
    private final MapfileScenes scenes;

    /** From the parts that answer {@code /api/v1}. */
    public Lookups(MappingCalls calls, MapfileScenes scenes) {
        this.calls = calls;
        this.scenes = scenes;
    }

    /**
     * The mapping of a user; null where there is none.
     *
     * @param verified whether the caller says that it verified the FQAN; believed if it may vouch
     * @throws Refusal if the caller may not ask, or nobody can know
     */
    MappingCalls.@Nullable Answer map(
            AdminCall call, Freshness fresh, String host, String user, @Nullable String fqan, boolean verified) {
        SlashDn dn = Given.parsed(user, CommaDn::slash, "/userDN");
        List<Fqan> fqans = fqan == null ? List.of() : List.of(Given.parsed(fqan, Fqan::parse, "/fqan"));
        SubjectsCall asked = new SubjectsCall(host, List.of(new PresentedSubject.Named(dn, null, fqans, !verified)));
        MappingCalls.Answer answer =
                calls.answer(call.who(), asked, fresh, false).getFirst();
        if (answer.indeterminate()) {
            throw new Refusal(ErrorCode.NOT_READY, answer.reason() + " (decision " + answer.id() + ")");
        }
        return answer.account() == null ? null : answer;
    }

    /** A file of mappings; a host's own, or any host's for whoever may read. Never uses up pool accounts. */
    String file(AdminCall call, String format, String hostname) {
        if (!hostname.equals(call.who().text())) {
            call.with(Verb.READ);
        }
        Host host = Given.parsed(hostname, Host::new, "/hostname");
        var file = MapfileScenes.whole(scenes.file(format, host, false));
        return new String(Rendered.of(file.content()).bytes(), StandardCharsets.UTF_8);
    }

    /** Who is in a group. */
    List<Mapfiles.Listed> members(AdminCall call, String group, int most) {
        call.with(Verb.READ);
        return scenes.members(group, most);
    }

    /** The DNs with an account, one a line. */
    String owners(AdminCall call, String account) {
        call.with(Verb.READ);
        return String.join("\n", scenes.owners(account));
    }
}
