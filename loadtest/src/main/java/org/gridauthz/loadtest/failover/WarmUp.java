package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.loadtest.mappings.KeptConnection;

/** Everybody who is to be known gets an account, and every instance has seen them: a fault then meets a site that is at work, not one that begins. */
record WarmUp(Grounds grounds, Line line) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    void everybodyEverywhere(People people) throws IOException {
        List<Person> all = Stream.of(people.known(), people.suspects())
                .flatMap(List::stream)
                .toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String host : Grounds.SERVING) {
            for (Desk desk : Desk.values()) {
                for (Person person : all) {
                    String refused = ask(host, desk, person);
                    while (!refused.isEmpty()) {
                        if (System.nanoTime() > end) {
                            throw new IOException("the site does not warm up: " + refused);
                        }
                        refused = ask(host, desk, person);
                    }
                }
            }
        }
    }

    /** What was said instead of a permit; empty for one. */
    private String ask(String host, Desk desk, Person person) {
        try (KeptConnection connection = line.open(grounds.address(host), desk.port)) {
            Desk.Decided decided = Desk.read(connection.exchange(desk.request(person, null)));
            String account = decided.account();
            if (account != null) {
                return person.wrongWith(account);
            }
            return decided.permitted() ? "" : "denied";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
