package org.gridauthz.testkit.db;

import org.gridauthz.changes.store.SynchronousRead;

/** Something that can make and drop empty databases. */
interface DatabaseEngine {
    /** Makes an empty database and returns its name. */
    String create();

    /** Told when a database made by {@link #create} has all tables. */
    default void migrated(String database) {}

    /** The JDBC URL of a database made by {@link #create}. */
    String url(String database);

    /** Of how many servers the database is made. */
    default int members() {
        return 1;
    }

    /** The URL of a database on one of them, whose sessions see at once what was written through any other. */
    default String url(String database, int member) {
        return url(database);
    }

    /** The URL of a database on one of them, with sessions as a service has them. */
    default String plainUrl(String database, int member) {
        return url(database);
    }

    /** The URL of an instance beside one of them that goes to the others when it must. */
    default String nearestFirst(String database, int member) {
        return url(database);
    }

    /** What a service would be told the database is. */
    default SynchronousRead synchronousRead() {
        return SynchronousRead.SINGLE_SERVER;
    }

    /** Drops it with all it holds; quiet when the server is gone. */
    void drop(String database);
}
