package org.gridauthz.community;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The ideal that the scheduler is held against: processors that can be divided without end. At every moment the communities
 * that have work share them max-min-fairly by weight, none getting more processors than it has errands; inside a community
 * the oldest errands, at most one a processor, share alike. It knows what each errand costs, which the scheduler does not.
 */
final class FluidOracle {
    private final int processors;
    private final double[] weights;
    private final Deque<double[]>[] work;
    private final double[] served;
    private final double[] owed;
    private final Map<Integer, double[]> byId = new HashMap<>();

    private double at;

    @SuppressWarnings("unchecked")
    FluidOracle(int processors, double[] weights) {
        this.processors = processors;
        this.weights = weights.clone();
        this.work = new Deque[weights.length];
        for (int i = 0; i < weights.length; i++) {
            work[i] = new ArrayDeque<>();
        }
        this.served = new double[weights.length];
        this.owed = new double[weights.length];
    }

    /** Processor time a community would have had. */
    double served(int community) {
        return served[community];
    }

    void weigh(int community, double weight) {
        weights[community] = weight;
    }

    void arrive(int id, int community, double cost) {
        double paid = Math.min(owed[community], cost);
        owed[community] -= paid;
        if (cost > paid) {
            double[] left = {cost - paid, cost};
            byId.put(id, left);
            work[community].addLast(left);
        }
    }

    /** The errand was never begun in reality: what was done of it here counts for the community's next. */
    void cancel(int id, int community) {
        double[] left = byId.remove(id);
        if (left != null) {
            double done = left[1] - left[0];
            left[0] = 0;
            work[community].removeIf(each -> each[0] <= 0);
            owe(community, done);
        }
    }

    void owe(int community, double done) {
        owed[community] += done;
        Iterator<double[]> next = work[community].iterator();
        while (next.hasNext() && owed[community] > 0) {
            double[] each = next.next();
            double paid = Math.min(each[0], owed[community]);
            each[0] -= paid;
            owed[community] -= paid;
            if (each[0] <= 0) {
                next.remove();
            }
        }
    }

    boolean knows(int id) {
        double[] left = byId.get(id);
        return left != null && left[0] > 0;
    }

    void advance(double now) {
        while (at < now) {
            double[] rates = rates();
            double step = now - at;
            for (int i = 0; i < rates.length; i++) {
                int heads = Math.min(processors, work[i].size());
                double each = heads == 0 ? 0 : rates[i] / heads;
                Iterator<double[]> head = work[i].iterator();
                for (int k = 0; k < heads && each > 0; k++) {
                    step = Math.min(step, head.next()[0] / each);
                }
            }
            step = Math.max(step, 1e-3);
            for (int i = 0; i < rates.length; i++) {
                int heads = Math.min(processors, work[i].size());
                double each = heads == 0 ? 0 : rates[i] / heads;
                Iterator<double[]> head = work[i].iterator();
                for (int k = 0; k < heads; k++) {
                    double[] left = head.next();
                    double done = Math.min(left[0], each * step);
                    left[0] -= done;
                    served[i] += done;
                    if (left[0] < 1e-3) {
                        head.remove();
                    }
                }
            }
            at += step;
        }
        at = now;
    }

    /** Fills all from below until the processors are used up; who wants no more stays where he is. */
    private double[] rates() {
        double[] rates = new double[weights.length];
        boolean[] settled = new boolean[weights.length];
        double free = processors;
        while (true) {
            double sum = 0;
            for (int i = 0; i < rates.length; i++) {
                sum += settled[i] || work[i].isEmpty() ? 0 : weights[i];
            }
            if (sum == 0) {
                return rates;
            }
            boolean any = false;
            for (int i = 0; i < rates.length; i++) {
                double most = Math.min(processors, work[i].size());
                if (!settled[i] && most > 0 && free * weights[i] / sum >= most) {
                    rates[i] = most;
                    settled[i] = true;
                    any = true;
                }
            }
            if (!any) {
                for (int i = 0; i < rates.length; i++) {
                    if (!settled[i] && !work[i].isEmpty()) {
                        rates[i] = free * weights[i] / sum;
                    }
                }
                return rates;
            }
            free = processors;
            for (double rate : rates) {
                free -= rate;
            }
        }
    }
}
