package org.gridauthz.cli.compare;

import java.util.List;

/** A system whose calls are about one subject each. */
interface OneByOne extends Side {
    Said answer(Asked subject);

    @Override
    default List<Said> answer(List<Asked> subjects) {
        return subjects.stream().map(this::answer).toList();
    }
}
