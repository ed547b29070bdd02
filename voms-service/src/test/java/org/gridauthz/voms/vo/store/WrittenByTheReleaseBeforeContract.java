package org.gridauthz.voms.vo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.EarlierRelease;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.PeopleFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What VOMS makes of rows of the release before, which goes on beside it during an upgrade. */
abstract class WrittenByTheReleaseBeforeContract {
    @RegisterExtension
    final DatabaseBackend db;

    WrittenByTheReleaseBeforeContract(DatabaseBackend db) {
        this.db = db;
    }

    @Test
    void aMemberStaysOneAndGoesOn() {
        assertThat(EarlierRelease.work(db.dataSource())).isEmpty();
        Books books = new Books(db.dataSource());
        String jane = books.register
                .search("dune", PeopleFilter.ALL, 0, 10)
                .entries()
                .getFirst()
                .person()
                .id();
        assertThat(books.belonging.of(jane))
                .extracting(Membership::fqan)
                .contains(Fqan.parse("/dune/a/b/Role=prod"), Fqan.parse("/dune"));
        assertThat(books.identities.of(jane)).hasSize(2);
        done(books.belonging.remove(deed("dune"), jane, Fqan.parse("/dune/a/b")));
        assertThat(books.belonging.of(jane)).extracting(Membership::fqan).doesNotContain(Fqan.parse("/dune/a/b"));
    }
}
