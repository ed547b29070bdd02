package org.gridauthz.testkit.db;

/** Something that can make and drop empty databases. */
interface DatabaseEngine {
    /** Makes an empty database and returns its name. */
    String create();

    /** The JDBC URL of a database made by {@link #create}. */
    String url(String database);

    /** Drops it with all it holds; quiet when the server is gone. */
    void drop(String database);
}
