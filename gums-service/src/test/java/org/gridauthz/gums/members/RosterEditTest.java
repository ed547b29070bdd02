package org.gridauthz.gums.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.memberlist.Row;
import org.junit.jupiter.api.Test;

/** Some people of a list in the place of what it said of them. */
class RosterEditTest {
    private static final Roster LIST = Roster.of(
            List.of(new Row("/CN=a", "p1"), new Row("/CN=a robot", "p1"), new Row("/CN=b", "p2"), Row.member("/CN=c")));

    private static List<Row> after(Map<String, List<Row>> people) {
        RosterEdit edit = RosterEdit.decode(RosterEdit.of(people).encode());
        List<Row> rows = new ArrayList<>();
        edit.applied(edit.applied(LIST)).forEach(rows::add);
        return rows;
    }

    @Test
    void whoeverIsGoneTakesAllHerRowsAlongAndNobodyElses() {
        assertThat(after(Map.of("p1", List.of()))).containsExactly(new Row("/CN=b", "p2"), Row.member("/CN=c"));
        assertThat(RosterEdit.of(Map.of("p1", List.of())).changes(LIST)).isTrue();
    }

    @Test
    void whoeverIsNewOrAnotherStandsAsTold() {
        Row other = new Row("/CN=a, married", "p1");
        Row fresh = new Row("/CN=d", "p4");
        assertThat(after(Map.of("p1", List.of(other), "p4", List.of(fresh))))
                .containsExactly(other, new Row("/CN=b", "p2"), Row.member("/CN=c"), fresh);
    }

    @Test
    void whatSaysNothingNewChangesNothing() {
        assertThat(RosterEdit.of(Map.of("p9", List.of())).changes(LIST)).isFalse();
        assertThat(RosterEdit.of(Map.of("p2", List.of(new Row("/CN=b", "p2")))).changes(LIST))
                .isFalse();
    }
}
