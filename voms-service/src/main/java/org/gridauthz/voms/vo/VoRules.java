package org.gridauthz.voms.vo;

import java.util.List;

/**
 * What a VO chose. Defaults are VOMS-Admin's (voms.md §13).
 *
 * @param membershipDays how long a new or renewed membership lasts; 0: without end
 * @param graceDays after the end, before she is suspended
 * @param warnDays days before the end on which she is reminded
 * @param aupDays how long a signature counts; 0: until the rules change
 * @param aupTaskDays how long somebody asked to sign has time
 * @param aupReminderDays days before that ends on which she is reminded
 * @param signingExtends whether signing also renews the membership
 * @param confirmHours how long an e-mail address can be confirmed
 * @param decideDays after which an application nobody decided on expires; 0: never
 * @param askInstitution whether applicants name an institution, whose representative approves first
 * @param anyIssuer whether a certificate's issuer is not compared (migrations of a CA)
 * @param adminRole holders of this role in the root group may do everything
 * @param managerRole holders of this role in a group decide on requests there
 * @param portal where people are sent to sign and to apply, an {@code https} address; empty: nowhere
 * @param authorityHost host name of the VO's port as in vomses lines; empty: the VO has no port from here
 * @param authorityPort its number, or 0
 * @param fields asked besides name and e-mail
 */
public record VoRules(
        int membershipDays,
        int graceDays,
        List<Integer> warnDays,
        int aupDays,
        int aupTaskDays,
        List<Integer> aupReminderDays,
        boolean signingExtends,
        int confirmHours,
        int decideDays,
        boolean askInstitution,
        boolean anyIssuer,
        String adminRole,
        String managerRole,
        String portal,
        String authorityHost,
        int authorityPort,
        List<AskedField> fields,
        Retention retention) {
    /** VOMS-Admin's. */
    public static final VoRules DEFAULT = new VoRules(
            365,
            7,
            List.of(30, 15, 7, 1),
            365,
            15,
            List.of(7, 3, 1),
            false,
            168,
            60,
            false,
            false,
            "VO-Admin",
            "Group-Manager",
            "",
            "",
            0,
            List.of(),
            Retention.DEFAULT);

    private static final int MOST_DAYS = 36_500;
    private static final int MOST_REMINDERS = 12;

    /**
     * Refuses what cannot be meant.
     *
     * @throws IllegalArgumentException that says what
     */
    public VoRules {
        within(membershipDays, 0, "membershipDays");
        within(graceDays, 0, "graceDays");
        within(aupDays, 0, "aupDays");
        within(aupTaskDays, 0, "aupTaskDays");
        within(confirmHours, 1, "confirmHours");
        within(decideDays, 0, "decideDays");
        warnDays = days(warnDays, "warnDays");
        aupReminderDays = days(aupReminderDays, "aupReminderDays");
        fields = List.copyOf(fields);
        if (fields.stream().map(AskedField::name).distinct().count() < fields.size() || fields.size() > 20) {
            throw new IllegalArgumentException("at most 20 fields, each once");
        }
        if (!portal.isEmpty() && !portal.matches("https?://[\\x21-\\x7e]{1,500}")) {
            throw new IllegalArgumentException("portal is an https address");
        }
        if (!authorityHost.isEmpty() && !authorityHost.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}")) {
            throw new IllegalArgumentException("authorityHost is a host name");
        }
        if (authorityPort < 0 || authorityPort > 65_535 || (authorityPort == 0) != authorityHost.isEmpty()) {
            throw new IllegalArgumentException("authorityHost and authorityPort are given together");
        }
        Names.role(adminRole);
        Names.role(managerRole);
    }

    private static void within(int value, int least, String name) {
        if (value < least || value > MOST_DAYS) {
            throw new IllegalArgumentException(name + " is " + least + " to " + MOST_DAYS);
        }
    }

    private static List<Integer> days(List<Integer> days, String name) {
        if (days.size() > MOST_REMINDERS) {
            throw new IllegalArgumentException("at most " + MOST_REMINDERS + " " + name);
        }
        days.forEach(day -> within(day, 0, name));
        return days.stream()
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }
}
