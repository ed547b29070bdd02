package org.gridauthz.ban;

/** The ways a subject can meet a ban; each is one look-up, or one for each FQAN and parent group. */
enum Slot {
    DN,
    DN_OF_ISSUER,
    CERTIFICATE,
    CA,
    VO,
    GROUP,
    GROUP_ROLE,
    SUBTREE,
    SUBTREE_ROLE,
    ISSUER,
    ISSUER_SUBJECT
}
