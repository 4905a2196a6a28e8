package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;

class BalancerContractTest extends BalancerContract {
    @Override
    protected BalancerFactory factory() {
        return () ->
                (paths, run) -> paths.usableCount() == 0 ? Balancer.WAIT : Placement.on(paths.usable(0), run.packets());
    }

    @Test
    void noticesAPathThatIsNotUsable() {
        assertThatThrownBy(() -> of(() -> (paths, run) -> Placement.on(3, 1)).staysInsideTheUsablePathsAndTheRun())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not usable");
    }

    @Test
    void noticesMorePacketsThanTheRunHas() {
        BalancerFactory greedy = () -> (paths, run) ->
                paths.usableCount() == 0 ? Balancer.WAIT : Placement.on(paths.usable(0), run.packets() + 1);
        assertThatThrownBy(() -> of(greedy).staysInsideTheUsablePathsAndTheRun())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("packets placed");
    }

    @Test
    void noticesAQuestionAboutAPathThatIsNotUsable() {
        BalancerFactory curious = () -> (paths, run) -> {
            paths.hasRoom(0);
            return paths.usableCount() == 0 ? Balancer.WAIT : Placement.on(paths.usable(0), 1);
        };
        assertThatThrownBy(() -> of(curious).staysInsideTheUsablePathsAndTheRun())
                .hasMessageContaining("not usable");
    }

    @Test
    void noticesAPathKeptThoughItIsGone() {
        assertThatThrownBy(() -> of(() -> (paths, run) -> Placement.on(3, 1)).leavesAPathThatIsGoneAtOnce())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not usable");
    }

    @Test
    void noticesWaitingForNothing() {
        assertThatThrownBy(() -> of(() -> (paths, run) -> Balancer.WAIT).neverWaitsWhileEveryPathHasRoom())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("have room");
    }

    @Test
    void noticesStateSharedBetweenBalancers() {
        AtomicInteger shared = new AtomicInteger();
        BalancerFactory sharing = () -> (paths, run) -> paths.usableCount() == 0
                ? Balancer.WAIT
                : Placement.on(paths.usable(shared.getAndIncrement() % paths.usableCount()), 1);
        assertThatThrownBy(() -> of(sharing).sharesNoStateBetweenInstances()).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesAllocation() {
        // Kept, so that the compiler cannot take the array off the heap.
        AtomicReference<long[]> kept = new AtomicReference<>();
        BalancerFactory wasteful = () -> (paths, run) -> {
            kept.setPlain(new long[run.packets()]);
            return Balancer.WAIT;
        };
        assertThatThrownBy(() -> of(wasteful).doesNotAllocate())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("octets allocated");
    }

    private static BalancerContract of(BalancerFactory factory) {
        return new BalancerContract() {
            @Override
            protected BalancerFactory factory() {
                return factory;
            }
        };
    }
}
