package org.gridauthz.loadtest.banclock;

/** Bans and lifts; an answer means that it is committed. */
interface Officer extends AutoCloseable {
    /**
     * What came back.
     *
     * @param turn of the ban, which a lift must name
     */
    record Done(String epoch, int turn) {}

    Done ban(Person person) throws Exception;

    Done lift(Person person, int turn) throws Exception;

    @Override
    default void close() throws Exception {}
}
