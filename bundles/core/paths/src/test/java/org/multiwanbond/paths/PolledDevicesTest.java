package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

class PolledDevicesTest {
    private static final NetworkDevice UP =
            new NetworkDevice("eth0", 2, true, 1500, List.of(Prefix.parse("10.1.0.2/24")));
    private static final NetworkDevice DOWN = new NetworkDevice("eth0", 2, false, 1500, List.of());

    private final AtomicReference<List<NetworkDevice>> system = new AtomicReference<>(List.of(UP));
    private final PolledDevices devices = new PolledDevices(system::get);
    private final BlockingQueue<List<NetworkDevice>> told = new LinkedBlockingQueue<>();

    @Test
    void tellsAtRegistrationAndAfterEachChangeOnly() throws InterruptedException {
        devices.addListener(told::add);
        assertThat(told.poll(5, TimeUnit.SECONDS)).containsExactly(UP);
        devices.look();
        system.set(List.of(DOWN));
        devices.look();
        assertThat(told.poll(5, TimeUnit.SECONDS)).containsExactly(DOWN);
        assertThat(devices.devices()).containsExactly(DOWN);
        devices.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void keepsTheNewsFromNobodyWhenOneListenerFails() throws InterruptedException {
        devices.addListener(list -> {
            throw new IllegalStateException("planted");
        });
        devices.addListener(told::add);
        assertThat(told.poll(5, TimeUnit.SECONDS)).containsExactly(UP);
        system.set(List.of(DOWN));
        devices.look();
        assertThat(told.poll(5, TimeUnit.SECONDS)).containsExactly(DOWN);
        devices.stop();
    }
}
