package org.gridauthz.gums.members;

import java.util.function.Function;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.memberlist.Listing;

/** Asks a list's source; blocks until its deadline, never throws for what the other side does. */
@FunctionalInterface
public interface ListReader {
    /** The list as it is now. */
    Listing read(CopiedList list);

    /** Each kind of source by its own reader. */
    static ListReader of(
            Function<MemberSource.VoServer, Listing> vo,
            Function<MemberSource.VoFeed, Listing> feed,
            Function<MemberSource.Directory, Listing> directory,
            Function<AccountSource, Listing> accounts) {
        return list -> switch (list) {
            case CopiedList.Members members ->
                switch (members.source()) {
                    case MemberSource.VoServer source -> vo.apply(source);
                    case MemberSource.VoFeed source -> feed.apply(source);
                    case MemberSource.Directory source -> directory.apply(source);
                };
            case CopiedList.Accounts source -> accounts.apply(source.source());
        };
    }
}
