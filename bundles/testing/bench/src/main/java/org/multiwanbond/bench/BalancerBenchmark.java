package org.multiwanbond.bench;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.balancer.perflow.PerFlow;
import org.multiwanbond.balancer.weighted.Weighted;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Placing a run of packets, per run. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BalancerBenchmark {
    private static final int RUN = 32;

    /** The mode. */
    @Param({"bonding", "weighted", "per-flow"})
    public String mode;

    /** How many paths are usable. */
    @Param({"1", "4"})
    public int paths;

    private final Bulk run = new Bulk();
    private Balancer balancer;
    private Even table;

    /** Makes the balancer. */
    @Setup
    public void make() {
        table = new Even(paths);
        balancer = switch (mode) {
            case "bonding" -> new Bonding().create();
            case "weighted" -> new Weighted().create();
            default -> new PerFlow().create();
        };
    }

    /** Places one run. */
    @Benchmark
    public long place() {
        run.flow++;
        table.nowNs += 1_000;
        return balancer.place(table, run);
    }

    /** A run of full packets of a flow that has sent for long. Confined to one thread. */
    private static final class Bulk implements Run {
        private int flow;

        @Override
        public int trafficClass() {
            return 0;
        }

        @Override
        public int flowHash() {
            return flow * 0x9e3779b9;
        }

        @Override
        public int packets() {
            return RUN;
        }

        @Override
        public boolean isSparse() {
            return false;
        }

        @Override
        public boolean isYoung() {
            return false;
        }

        @Override
        public int lengthBytes() {
            return RUN * 1_400;
        }
    }

    /** Paths with room, some faster than others. Confined to one thread. */
    private static final class Even implements PathTable {
        private final int count;
        private long nowNs = 1_000_000_000;

        Even(int count) {
            this.count = count;
        }

        @Override
        public int usableCount() {
            return count;
        }

        @Override
        public int usable(int position) {
            return position;
        }

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public int weight(int path) {
            return 100 - path;
        }

        @Override
        public long rateBitsPerSecond(int path) {
            return 1_000_000_000L - path * 100_000_000L;
        }

        @Override
        public long oneWayDelayNs(int path) {
            return 1_000_000L * path;
        }

        @Override
        public long backlogNs(int path) {
            return (nowNs / 1_000 + path) % 4 * 100_000;
        }

        @Override
        public boolean hasRoom(int path) {
            return true;
        }

        @Override
        public long queueDelayNs(int path) {
            return 0;
        }

        @Override
        public long waitNs() {
            return 0;
        }

        @Override
        public double lossPercent(int path) {
            return 0;
        }

        @Override
        public double recentLossPercent(int path) {
            return 0;
        }

        @Override
        public long recentBytes(int path) {
            return 1_000_000;
        }

        @Override
        public int priority(int path) {
            return 0;
        }
    }
}
