package org.gridauthz.loadtest.bench;

import java.util.concurrent.TimeUnit;
import org.gridauthz.identity.Fqan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What reading one FQAN costs, beside the cheapest thing one can do with the same text: hashing a fresh copy of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FqanBenchmark {
    // Not final: a constant would be folded away.
    private String text = "/cms/production/Role=lcgadmin/Capability=NULL";

    @Benchmark
    public Fqan parse() {
        return Fqan.parse(text);
    }

    @Benchmark
    public int baselineHash() {
        return text.substring(1).hashCode();
    }
}
