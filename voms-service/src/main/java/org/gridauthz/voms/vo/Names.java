package org.gridauthz.voms.vo;

import java.util.regex.Pattern;
import org.gridauthz.identity.Fqan;

/** Forms of names; each method gives its argument back or says what is wrong with an {@link IllegalArgumentException}. */
public final class Names {
    private static final Pattern VO = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9]");
    private static final Pattern ROLE = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,100}");
    private static final Pattern ATTRIBUTE = Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]{0,254}");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private Names() {}

    /** A VO. */
    public static String vo(String name) {
        return checked(VO, name, "a VO has a name of letters, digits, ., - and _, at most 64");
    }

    /** A role; NULL means none on the wire and so is no name. */
    public static String role(String name) {
        if (name.equalsIgnoreCase("NULL")) {
            throw new IllegalArgumentException("NULL is not a role");
        }
        return checked(ROLE, name, "a role has a name of letters, digits, ., - and _, at most 100");
    }

    /** A group path inside a VO. */
    public static String group(String vo, String path) {
        Fqan fqan = Fqan.parse(path);
        if (fqan.role() != null || fqan.capability() != null || !fqan.vo().equals(vo)) {
            throw new IllegalArgumentException("a group of this VO is /" + vo + " or below");
        }
        return fqan.group();
    }

    /** A generic attribute. */
    public static String attribute(String name) {
        return checked(ATTRIBUTE, name, "an attribute has a name of 1 to 255 characters");
    }

    /** A person's, an application's: 32 hexadecimal digits. */
    public static String id(String id) {
        return checked(ID, id, "an id has 32 hexadecimal digits");
    }

    /** A group's parent; the root has none. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("the root group has no parent");
        }
        return path.substring(0, slash);
    }

    /** Whether the one group is the other or below it. */
    public static boolean within(String path, String top) {
        return path.equals(top) || path.startsWith(top + "/");
    }

    private static String checked(Pattern form, String name, String what) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException(what);
        }
        return name;
    }
}
