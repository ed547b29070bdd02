package org.gridauthz.gums.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Everything a mapping needs to know, at one moment: policy, members, accounts, bans. Immutable; a change of any part
 * gives a new index that shares the rest.
 */
public final class MappingIndex {
    /** Nothing is known, not even a policy: every answer is Indeterminate. */
    public static final MappingIndex EMPTY = new MappingIndex(
            null, ManualMembers.NONE, ManualAccounts.NONE, MemberLists.NONE, DirectoryAccounts.NONE, Bans.NONE);

    private final @Nullable CompiledPolicy policy;
    private final ManualMembers members;
    private final ManualAccounts accounts;
    private final MemberLists lists;
    private final DirectoryAccounts directories;
    private final Bans bans;

    private MappingIndex(
            @Nullable CompiledPolicy policy,
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
     * @throws IllegalArgumentException as {@link CompiledPolicy#of}
     */
    public static MappingIndex of(Policy policy) {
        return EMPTY.with(policy);
    }

    /** With another policy; throws as {@link CompiledPolicy#of}. */
    public MappingIndex with(Policy other) {
        return with(CompiledPolicy.of(other));
    }

    /** With another policy. */
    public MappingIndex with(CompiledPolicy other) {
        return new MappingIndex(other, members, accounts, lists, directories, bans);
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

    /** The policy; null before the first. */
    public @Nullable CompiledPolicy policy() {
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
