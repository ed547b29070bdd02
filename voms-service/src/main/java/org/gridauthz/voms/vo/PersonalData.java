package org.gridauthz.voms.vo;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a VO knows of a person besides her certificates.
 *
 * @param fields what else the VO asks ({@link VoRules#fields()}), by name
 */
public record PersonalData(String givenName, String familyName, String email, Map<String, String> fields) {
    private static final int MAX_NAME = 255;
    private static final int MAX_FIELD = 1000;
    private static final int MAX_FIELDS = 20;
    private static final Pattern EMAIL = Pattern.compile("[^\\s\\p{Cntrl}<>\",;@]{1,64}@[A-Za-z0-9.-]{1,189}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public PersonalData {
        givenName = line(givenName, "givenName");
        familyName = line(familyName, "familyName");
        if (!EMAIL.matcher(email).matches()) {
            throw new IllegalArgumentException("email is not an address");
        }
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("at most " + MAX_FIELDS + " fields");
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getValue().length() > MAX_FIELD
                    || field.getValue().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(field.getKey() + " is a line of at most " + MAX_FIELD);
            }
        }
        fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** Both names. */
    public String name() {
        return givenName + " " + familyName;
    }

    private static String line(String text, String name) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > MAX_NAME || line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " is a line of 1 to " + MAX_NAME + " characters");
        }
        return line;
    }
}
