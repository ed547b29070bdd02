package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.load.Outcome;
import org.gridauthz.loadtest.load.Sample;
import org.gridauthz.loadtest.site.ProcessState;

/** What was seen of one shape against one topology: a list of runs a side, in pairs. */
final class Scene {
    /** In milliseconds. */
    private static final double WINDOW = 100;

    private static final double A_SECOND = 1000;
    private static final double SLACK = 2;
    /** So many calls of a run say something of its slowest hundredth; with fewer all runs are taken together. */
    private static final int ENOUGH = 1_000;

    final Topology topology;
    final Shape shape;
    final double share;
    final double offered;
    final List<List<Sample>> keptWithout = new ArrayList<>();
    final List<List<Sample>> keptWith = new ArrayList<>();
    final List<List<Sample>> newWithout = new ArrayList<>();
    final List<List<Sample>> newWith = new ArrayList<>();
    final List<Double> begun = new ArrayList<>();
    final List<Double> goodput = new ArrayList<>();
    final List<Double> refused = new ArrayList<>();
    final List<Double> refusalP99 = new ArrayList<>();
    final List<Double> opened = new ArrayList<>();
    long probed;
    double shown;
    final List<Double> serverWith = new ArrayList<>();
    final List<Double> serverWithout = new ArrayList<>();
    final List<Double> stormCpu = new ArrayList<>();
    final List<Double> othersCpu = new ArrayList<>();
    final List<Double> givenBack = new ArrayList<>();
    final List<Double> recovered = new ArrayList<>();
    final List<String> causes = new ArrayList<>();
    List<ProcessState> before = List.of();
    List<ProcessState> after = List.of();
    BanDuring ban = BanDuring.NONE;
    Standings refusals = new Standings(0, 0, 0, 0);
    long missed;

    /**
     * Nothing is seen yet.
     *
     * @param share of the stormer, calls a second
     * @param offered what it is to offer, calls a second
     */
    Scene(Topology topology, Shape shape, double share, double offered) {
        this.topology = topology;
        this.shape = shape;
        this.share = share;
        this.offered = offered;
    }

    /** Adds what two streams of the others saw. */
    void others(boolean storm, Measured keptB, Measured keptC, Measured newB, Measured newC) {
        (storm ? keptWith : keptWithout).add(both(keptB, keptC));
        (storm ? newWith : newWithout).add(both(newB, newC));
        for (Measured one : List.of(keptB, keptC, newB, newC)) {
            missed += storm ? one.missed() : 0;
            if (storm && causes.size() < 10) {
                one.causes().keySet().forEach(causes::add);
            }
        }
    }

    private static List<Sample> both(Measured one, Measured other) {
        List<Sample> both = new ArrayList<>(one.samples());
        both.addAll(other.samples());
        return both;
    }

    /** Looks at the last run with storm: others were silent before it began, and it was stopped at a moment of it. */
    void moments(double stoppedAt, double until) {
        List<Sample> run = keptWith.getLast();
        double usual = Judgement.quantile(keptWithout.getLast(), 0.99);
        double steady = Judgement.quantile(
                run.stream()
                        .filter(sample -> sample.atMicros() < stoppedAt * A_SECOND)
                        .toList(),
                0.5);
        givenBack.add(Judgement.givenBack(run, stoppedAt, WINDOW, 2 * steady + SLACK));
        if (until > stoppedAt) {
            recovered.add(Judgement.settled(run, stoppedAt, until, WINDOW, usual + SLACK));
        }
    }

    /** Only what was meant to begin in the storm, of the last run. */
    void cut(double stoppedAt) {
        keptWith.set(keptWith.size() - 1, during(keptWith.getLast(), stoppedAt));
        newWith.set(newWith.size() - 1, during(newWith.getLast(), stoppedAt));
    }

    private static List<Sample> during(List<Sample> run, double stoppedAt) {
        return run.stream()
                .filter(sample -> sample.atMicros() < stoppedAt * A_SECOND)
                .toList();
    }

    boolean wasOffered() {
        return median(begun) >= 0.9 * offered;
    }

    static double median(List<Double> values) {
        return Judgement.median(values.stream().mapToDouble(Double::doubleValue));
    }

    long errors() {
        return count(Outcome.FAILED) + missed;
    }

    long sheds() {
        return count(Outcome.SHED);
    }

    /** With one listener for all, whose new connection it is nobody can know before it is made. */
    private long count(Outcome outcome) {
        return Judgement.notAnswered(keptWith, outcome)
                + (topology == Topology.CALLERS ? 0 : Judgement.notAnswered(newWith, outcome));
    }

    Compared kept() {
        return new Compared(keptWith, keptWithout, ENOUGH);
    }

    Compared fresh() {
        return new Compared(newWith, newWithout, ENOUGH);
    }

    /** Largest change of heap and of threads, of 1. */
    double grown() {
        double most = 0;
        for (int i = 0; i < before.size() && i < after.size(); i++) {
            most = Judgement.max(
                    most,
                    Math.abs(after.get(i).heapBytes() / (double) before.get(i).heapBytes() - 1),
                    Math.abs(after.get(i).threads() / (double) before.get(i).threads() - 1));
        }
        return most;
    }
}
