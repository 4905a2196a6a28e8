package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

@Timeout(30)
class WatchedDevicesTest {
    private static final NetworkDevice UP =
            new NetworkDevice("eth0", 2, true, 1500, List.of(Prefix.parse("10.1.0.2/24")));
    private static final NetworkDevice DOWN = new NetworkDevice("eth0", 2, false, 1500, List.of());

    private final AtomicReference<List<NetworkDevice>> system = new AtomicReference<>(List.of(UP));
    private final FakeNews news = new FakeNews();
    private final WatchedDevices devices = new WatchedDevices(system::get, () -> news);
    private final BlockingQueue<List<NetworkDevice>> told = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        devices.stop();
    }

    private List<NetworkDevice> next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void tellsAtRegistrationAndAfterEachChangeOnly() throws InterruptedException {
        devices.addListener(told::add);
        assertThat(next()).containsExactly(UP);
        devices.look();
        system.set(List.of(DOWN));
        devices.look();
        assertThat(next()).containsExactly(DOWN);
        assertThat(devices.devices()).containsExactly(DOWN);
        devices.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void tellsAtOnceWhenThereIsNews() throws InterruptedException {
        devices.addListener(told::add);
        assertThat(next()).containsExactly(UP);
        system.set(List.of(DOWN));
        news.say();
        assertThat(next()).containsExactly(DOWN);
        // Visible only after it was announced.
        system.set(List.of());
        news.endRest();
        assertThat(next()).isEmpty();
    }

    @Test
    void looksOftenAfterTheNewsHasFailed() throws InterruptedException {
        devices.addListener(told::add);
        assertThat(next()).containsExactly(UP);
        system.set(List.of(DOWN));
        news.fail();
        assertThat(next()).containsExactly(DOWN);
    }

    @Test
    void worksWhereThereIsNoNews() throws InterruptedException {
        WatchedDevices without = new WatchedDevices(system::get, () -> {
            throw new IOException("planted");
        });
        without.addListener(told::add);
        assertThat(next()).containsExactly(UP);
        system.set(List.of(DOWN));
        without.look();
        assertThat(next()).containsExactly(DOWN);
        without.stop();
    }

    @Test
    void keepsTheNewsFromNobodyWhenOneListenerFails() throws InterruptedException {
        devices.addListener(list -> {
            throw new IllegalStateException("planted");
        });
        devices.addListener(told::add);
        assertThat(next()).containsExactly(UP);
        system.set(List.of(DOWN));
        devices.look();
        assertThat(next()).containsExactly(DOWN);
    }
}
