package org.gridauthz.gums.mapfile;

import java.io.IOException;
import org.gridauthz.ban.file.Quoted;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;

/**
 * The voms-mapfile that the LCMAPS VOMS plug-in reads in the place of a GUMS (gums.md §9.4): patterns of FQANs in policy
 * order. Pools have no form there and are left out.
 */
final class VomsMapfile implements Format {
    @Override
    public void write(Scene scene, Appendable out) throws IOException {
        for (Scene.Part part : scene.parts()) {
            if (part.group() instanceof UserGroup.Voms voms) {
                for (AccountMapper mapper : part.mappers()) {
                    if (mapper instanceof AccountMapper.Group group) {
                        Quoted.append(out, pattern(voms));
                        out.append(' ').append(group.account()).append('\n');
                        break;
                    }
                }
            }
        }
    }

    private static String pattern(UserGroup.Voms group) {
        String role = group.role();
        if (group.match() == Match.VO) {
            int end = group.group().indexOf('/', 1);
            return (end < 0 ? group.group() : group.group().substring(0, end)) + "/*";
        }
        return group.match() == Match.EXACT
                ? group.group() + "/Role=" + (role == null ? "NULL" : role) + "/Capability=NULL"
                : Members.fqan(group) + "/*";
    }
}
