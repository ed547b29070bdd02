package org.gridauthz.gums.mapfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.web.Rendered;
import org.jspecify.annotations.Nullable;

/** The files of GUMS by name: what hosts fetch that map without asking (gums.md §4.3, §9.4). */
public final class Mapfiles {
    private static final Map<String, Format> FORMATS = formats();

    private Mapfiles() {}

    /** What came of a request for a file. */
    public sealed interface Answer {}

    /**
     * A file.
     *
     * @param content writes the file; may be called more than once, and pools are asked each time
     * @param missing lists it should draw on that were never read: their members are not in it, so a host that
     *     replaces its file loses them. Serve it only to whoever asked for an incomplete one
     * @param stale lists past their limit; the last good members are in it
     */
    public record File(Rendered.Content content, List<String> missing, List<String> stale) implements Answer {
        public File {
            missing = List.copyOf(missing);
            stale = List.copyOf(stale);
        }
    }

    /** Why there is none. */
    public enum Refused implements Answer {
        UNKNOWN_FORMAT,
        /** The policy says {@code mapFiles: false}. */
        SWITCHED_OFF,
        HOST_NOT_CONFIGURED
    }

    /** The names of all formats. */
    public static List<String> names() {
        return List.copyOf(FORMATS.keySet());
    }

    /** A member of a group; FQAN and address are empty where there is none. */
    public record Listed(String dn, String fqan, String email) {}

    /** The members of a group whom the policy's lists and entries name, at most so many; null if there is no such group. */
    public static @Nullable List<Listed> members(String group, MapfileData data, int most) {
        for (UserGroup one : data.policy().groups()) {
            if (one.name().equals(group)) {
                List<Listed> members = new ArrayList<>();
                new Members(data).of(one, member -> {
                    if (members.size() < most) {
                        members.add(new Listed(member.dn(), member.fqan(), member.email()));
                    }
                });
                return members;
            }
        }
        return null;
    }

    /**
     * Makes a file for a host; nothing is written yet.
     *
     * @param rule finds the host's rule in the same policy, null if there is none
     */
    public static Answer make(String format, Host host, MapfileData data, Function<Host, @Nullable HostRule> rule) {
        Format known = FORMATS.get(format);
        if (known == null) {
            return Refused.UNKNOWN_FORMAT;
        }
        if (!data.policy().mapFiles()) {
            return Refused.SWITCHED_OFF;
        }
        HostRule found = rule.apply(host);
        if (found == null) {
            return Refused.HOST_NOT_CONFIGURED;
        }
        Scene scene = new Scene(data, found.mappings());
        return new File(out -> known.write(scene, out), lists(scene, ListState.MISSING), lists(scene, ListState.STALE));
    }

    /** Who has this account, by DN: over all mappings, whatever the host; never leases, leaves out the banned. */
    public static SortedSet<String> owners(String account, MapfileData data) {
        Scene scene = new Scene(
                data,
                data.policy().mappings().stream().map(Policy.GroupMapping::name).toList());
        SortedSet<String> owners = new TreeSet<>();
        for (Scene.Part part : scene.parts()) {
            scene.members().of(part.group(), member -> {
                boolean has = part.mappers().stream()
                        .anyMatch(mapper -> account.equals(scene.accounts().of(mapper, member)));
                if (has && !owners.contains(member.dn()) && !scene.banned(member)) {
                    owners.add(member.dn());
                }
            });
        }
        return owners;
    }

    private static List<String> lists(Scene scene, ListState state) {
        List<String> lists = new ArrayList<>();
        for (Scene.Part part : scene.parts()) {
            String list = switch (part.group()) {
                case UserGroup.Voms voms -> voms.list();
                case UserGroup.Listed listed -> listed.list();
                case UserGroup.Manual manual -> null;
                case UserGroup.Token token -> null;
            };
            if (list != null
                    && !lists.contains(list)
                    && scene.data().lists().members().state(list) == state) {
                lists.add(list);
            }
        }
        return lists;
    }

    private static Map<String, Format> formats() {
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("grid-mapfile", new GridMapfile(false, false));
        formats.put("vo-mapfile", new GridMapfile(true, false));
        formats.put("email-mapfile", new GridMapfile(true, true));
        formats.put("fqan-mapfile", new FqanMapfile());
        formats.put("user-vo-map", new UserVoMap());
        formats.put("voms-mapfile", new VomsMapfile());
        formats.put("htcondor-mapfile", new HtcondorMapfile());
        formats.put("dcache-multimap", new DcacheMultimap());
        formats.put("ban-mapfile", BanFiles.DNS);
        formats.put("ban-voms-mapfile", BanFiles.FQANS);
        return formats;
    }
}
