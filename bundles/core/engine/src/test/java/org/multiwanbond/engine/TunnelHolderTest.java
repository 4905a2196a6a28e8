package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.RankedServices;

class TunnelHolderTest {
    private static final long MS = 1_000_000L;

    private final RankedServices<TunnelDeviceFactory> factories = new RankedServices<>();
    private final Workers workers =
            new Workers(number -> new Loops(number, () -> 0, new Random(), (socket, from, packet) -> true, () -> {}));
    private final TunnelHolder holder = new TunnelHolder(workers, factories, state -> {});
    private boolean refuses;
    private int attempts;

    private TunnelDevice open(TunnelDeviceSettings settings) throws IOException {
        attempts++;
        if (refuses) {
            throw new IOException("refused");
        }
        return new FakeTunnel();
    }

    /** Another bundle, better than those before. */
    private void install(int ranking) {
        factories.add(new Ranked<>(this::open, "fake" + ranking, ranking, ranking, "fake"));
    }

    private void want(int mtuBytes) {
        holder.want(new TunnelDeviceSettings("fake0", mtuBytes, List.of(Prefix.parse("10.99.0.1/24"))));
    }

    @Test
    void opensAnotherDeviceAtOnceThoughTheOldOneWasConfiguredAMomentAgo() {
        install(1);
        want(1_400);
        holder.tick(1_000 * MS);
        want(1_300);
        holder.tick(1_001 * MS);
        assertThat(holder.present().orElseThrow().mtuBytes()).isEqualTo(1_300);
        TunnelDevice first = workers.first().device();
        install(2);
        holder.tick(1_002 * MS);
        assertThat(holder.present()).as("the loops are inside the old one").isEmpty();
        workers.first().act(1_002 * MS);
        assertThat(holder.released()).isDone();
        holder.tick(1_003 * MS);
        assertThat(holder.present()).isPresent();
        assertThat(workers.first().device()).isNotSameAs(first);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void triesWhatWasRefusedAgainAfterTwoSeconds() {
        refuses = true;
        install(1);
        want(1_400);
        holder.tick(1_000 * MS);
        holder.tick(2_999 * MS);
        assertThat(attempts).isEqualTo(1);
        assertThat(holder.problem()).isEqualTo("refused");
        refuses = false;
        holder.tick(3_000 * MS);
        assertThat(holder.present()).isPresent();
        assertThat(holder.problem()).isEmpty();
    }
}
