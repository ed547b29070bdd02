package org.gridauthz.gums.mapping;

/**
 * Everything a mapping needs to know, at one moment: policy, members, accounts, bans. Immutable; a change of any part
 * gives a new index that shares the rest.
 */
public final class MappingIndex {
    private final CompiledPolicy policy;
    private final ManualMembers members;
    private final ManualAccounts accounts;
    private final MemberLists lists;
    private final DirectoryAccounts directories;
    private final Bans bans;

    private MappingIndex(
            CompiledPolicy policy,
            ManualMembers members,
            ManualAccounts accounts,
            MemberLists lists,
            DirectoryAccounts directories,
            Bans bans) {
        this.policy = policy;
        this.members = members;
        this.accounts = accounts;
        this.lists = lists;
        this.directories = directories;
        this.bans = bans;
    }

    /**
     * A policy on its own.
     *
     * @throws IllegalArgumentException if it refers to something that it does not define, or a pattern is malformed; a
     *     policy that was read from a document never does
     */
    public static MappingIndex of(Policy policy) {
        return new MappingIndex(
                new CompiledPolicy(policy),
                ManualMembers.NONE,
                ManualAccounts.NONE,
                MemberLists.NONE,
                DirectoryAccounts.NONE,
                Bans.NONE);
    }

    /** With another policy. */
    public MappingIndex with(Policy other) {
        return new MappingIndex(new CompiledPolicy(other), members, accounts, lists, directories, bans);
    }

    /** With other members of manual groups. */
    public MappingIndex with(ManualMembers other) {
        return new MappingIndex(policy, other, accounts, lists, directories, bans);
    }

    /** With other manual accounts. */
    public MappingIndex with(ManualAccounts other) {
        return new MappingIndex(policy, members, other, lists, directories, bans);
    }

    /** With other copied lists. */
    public MappingIndex with(MemberLists other) {
        return new MappingIndex(policy, members, accounts, other, directories, bans);
    }

    /** With other copies of directories. */
    public MappingIndex with(DirectoryAccounts other) {
        return new MappingIndex(policy, members, accounts, lists, other, bans);
    }

    /** With other bans. */
    public MappingIndex with(Bans other) {
        return new MappingIndex(policy, members, accounts, lists, directories, other);
    }

    /** The same knowledge as a new snapshot: what was remembered is asked again. For released leases and a new day. */
    public MappingIndex renewed() {
        return new MappingIndex(policy, members, accounts, lists, directories, bans);
    }

    /** The policy as it was given. */
    public Policy policy() {
        return policy.source();
    }

    CompiledPolicy compiled() {
        return policy;
    }

    ManualMembers members() {
        return members;
    }

    ManualAccounts accounts() {
        return accounts;
    }

    MemberLists lists() {
        return lists;
    }

    DirectoryAccounts directories() {
        return directories;
    }

    Bans bans() {
        return bans;
    }
}
