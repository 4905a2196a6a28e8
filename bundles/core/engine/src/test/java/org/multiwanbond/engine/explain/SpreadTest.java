package org.multiwanbond.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.path.PathState;

/** How the spreading of traffic is told. */
class SpreadTest {
    private final Scene scene = new Scene();

    @Test
    void tellsSharesDelaysAndRecovery() {
        scene.fiber.txBitsPerSecond = 30 * Scene.MBIT;
        scene.lte.txBitsPerSecond = 10 * Scene.MBIT;
        scene.lte.delayNs = 40 * Scene.MS;
        scene.resent = 12;
        assertThat(Spread.sentences(scene.watch()))
                .containsExactly(
                        "To server, mode bonding spreads 40.0 Mbit/s of about 100.0 Mbit/s over 2 of 2 paths;"
                                + " 0.0 Mbit/s come back.",
                        "fiber carries 75 % of what is sent and has 50 % of the capacity (30.0 Mbit/s of 50.0 Mbit/s),"
                                + " phase cruise; delay 10 ms, queue 1.0 ms, loss 0.0 %.",
                        "lte carries 25 % of what is sent and has 50 % of the capacity (10.0 Mbit/s of 50.0 Mbit/s),"
                                + " phase cruise; delay 40 ms, queue 1.0 ms, loss 0.0 %.",
                        "The paths' delays differ by 30 ms, so packets leave out of order that they may arrive in"
                                + " order; a packet waits at most 80 ms for an earlier one of its flow, 0 wait now.",
                        "12 of 1000 packets were sent again in the last second (1.2 %), on the best other path;"
                                + " 0 were lost for good, 0 repair packets were added.",
                        "Nothing waits for a path: the senders set the pace.");
    }

    @Test
    void saysWhyALinkCarriesNothing() {
        scene.lte.state = PathState.DOWN;
        scene.lte.reason = "does not answer";
        assertThat(Spread.sentences(scene.watch()))
                .contains("lte carries nothing: it is down for 60 s because it does not answer.")
                .anyMatch(line -> line.startsWith("With one path nothing overtakes;"));
    }

    @Test
    void hasASentenceForABondWithoutSession() {
        scene.hasSession = false;
        assertThat(Spread.sentences(scene.watch()))
                .containsExactly("There is no session: nothing is spread. See bond:status.");
    }
}
