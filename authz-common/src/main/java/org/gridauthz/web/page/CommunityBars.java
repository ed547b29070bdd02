package org.gridauthz.web.page;

import java.util.ArrayList;
import java.util.List;

/** The communities of this instance as a picture: each one's share, what it uses of the seats now, what waits. */
public final class CommunityBars {
    private static final double WIDTH = 400;
    private static final int ROW = 34;

    /** A queue of this length fills its bar; that is what a community has when its file says nothing. */
    private static final double USUAL_QUEUE = 256;

    private CommunityBars() {}

    /**
     * One row of the picture; lengths in the units of the drawing.
     *
     * @param share what it is entitled to, of all
     * @param used what it uses, of the seats that are used
     * @param queued what waits for a seat
     */
    public record Bar(
            String name, double share, double used, double queued, long running, long waiting, long shed, int y) {}

    /** @param now {@code GET /api/v1/communities} */
    public static List<Bar> of(Answer now) {
        List<Answer> all = now.list("communities");
        double weights = all.stream().mapToDouble(one -> one.decimal("weight")).sum();
        double seats = Math.max(
                1, all.stream().mapToDouble(one -> one.decimal("seats")).sum());
        List<Bar> bars = new ArrayList<>();
        for (Answer one : all) {
            long waiting = one.number("waitingCalls") + one.number("waitingHandshakes");
            long sheds = one.map("sheds").values().stream()
                    .mapToLong(Long::parseLong)
                    .sum();
            bars.add(new Bar(
                    one.text("name"),
                    weights == 0 ? 0 : WIDTH * one.decimal("weight") / weights,
                    WIDTH * one.decimal("seats") / seats,
                    WIDTH * Math.min(1, waiting / USUAL_QUEUE),
                    one.number("seats"),
                    waiting,
                    sheds,
                    bars.size() * ROW));
        }
        return bars;
    }
}
