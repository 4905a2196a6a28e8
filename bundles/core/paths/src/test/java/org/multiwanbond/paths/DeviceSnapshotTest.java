package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

class DeviceSnapshotTest {
    private static final NetworkDevice ETH0 = device("eth0", true, "10.1.0.2/24");
    private static final NetworkDevice LTE = device("wwan0", true, "10.4.0.2/30");

    private static NetworkDevice device(String name, boolean up, String... addresses) {
        return new NetworkDevice(
                name,
                7,
                up,
                1500,
                List.of(addresses).stream().map(Prefix::parse).toList());
    }

    @Test
    void sortsByNameSoThatTheOrderOfTheSystemIsNoChange() {
        DeviceSnapshot one = new DeviceSnapshot(List.of(LTE, ETH0));
        DeviceSnapshot other = new DeviceSnapshot(List.of(ETH0, LTE));
        assertThat(one.devices()).containsExactly(ETH0, LTE);
        assertThat(one.changesSince(other)).isEmpty();
    }

    @Test
    void namesWhatAppearedChangedAndDisappeared() {
        DeviceSnapshot before = new DeviceSnapshot(List.of(ETH0, LTE));
        DeviceSnapshot after =
                new DeviceSnapshot(List.of(device("eth0", false, "10.1.0.2/24"), device("usb0", true, "fe80::1/64")));
        assertThat(after.changesSince(before))
                .containsExactly(
                        "changed device=eth0 up=false mtuBytes=1500 addresses=[10.1.0.2/24]",
                        "appeared device=usb0 up=true mtuBytes=1500 addresses=[fe80::1/64]",
                        "disappeared device=wwan0");
    }
}
