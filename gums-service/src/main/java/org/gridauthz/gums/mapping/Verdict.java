package org.gridauthz.gums.mapping;

/** What one group says of a subject, and why. */
enum Verdict {
    MEMBER("member"),
    FQAN_DIFFERS("the FQAN does not match"),
    NO_FQAN("comes without FQAN, which this group does not accept"),
    FOREIGN_FQAN("the token's issuer does not speak for that VO"),
    NOT_LISTED("not on the member list"),
    NO_LIST("the attributes are not verified and the group has no member list"),
    /** Was on the list when it could still be believed; whether she still is, nobody knows. */
    LISTED_STALE("on the member list, which is stale"),
    /** Was not on it then: the evaluation goes on, but cannot end in a Deny. */
    UNLISTED_STALE("not on the member list, which is stale"),
    /** Her FQAN names this VO, but there is no list to hold her DN against. */
    LIST_NEEDED("the member list was never read"),
    /** She names no VO: one list that was never read must not stop people of other VOs. */
    LIST_MISSING("the member list was never read"),
    NOT_ENTERED("not among the members"),
    AMBIGUOUS("the name is ambiguous"),
    NO_PERSON("for certificates only"),
    NO_TOKEN("for tokens only"),
    NOT_VERIFIED("the claims are not verified"),
    TOKEN_DIFFERS("the token does not match");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
