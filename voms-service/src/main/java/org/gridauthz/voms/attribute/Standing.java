package org.gridauthz.voms.attribute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How somebody stands in a VO at this moment. */
public sealed interface Standing {
    /** No such certificate, or nobody's that is a member now: expired, erased, never approved. */
    record Unknown() implements Standing {}

    /**
     * The person or the certificate is suspended.
     *
     * @param reason shown to her, one line
     */
    record Suspended(String reason) implements Standing {}

    /**
     * A member who has no current signature of the VO's usage policy, where the VO demands one.
     *
     * @param where where she can sign, null if the VO names no place
     */
    record AupUnsigned(@Nullable String where) implements Standing {}

    /**
     * A member in good standing.
     *
     * @param groups every group she is in, the root among them; full paths inside the VO, each once
     * @param attributes her own generic attributes
     * @param notices what she should know when she next gets a proxy, one line each: the policy's signature ends in 5 days
     */
    record Member(List<Group> groups, List<Value> attributes, List<String> notices) implements Standing {
        public Member {
            groups = List.copyOf(groups);
            attributes = List.copyOf(attributes);
            notices = List.copyOf(notices);
        }
    }

    /**
     * We could not find out; another instance, or a later try, may.
     *
     * @param cause for the log, nothing secret
     */
    record Unavailable(String cause) implements Standing {}

    /**
     * A membership in a group.
     *
     * @param path {@code /vo/group}
     * @param optional issued on request only; the others always
     * @param attributes the group's own generic attributes
     */
    record Group(String path, boolean optional, List<Role> roles, List<Value> attributes) {
        public Group {
            roles = List.copyOf(roles);
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * A role held in a group.
     *
     * @param name without {@code Role=}
     * @param attributes the generic attributes of this role in this group
     */
    record Role(String name, List<Value> attributes) {
        public Role {
            attributes = List.copyOf(attributes);
        }
    }

    /** A generic attribute; its qualifier follows from whose it is. */
    record Value(String name, String value) {}
}
