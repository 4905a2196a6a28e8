package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

class SystemDevicesTest {
    @TempDir
    Path sys;

    private Optional<NetworkDevice> loopback() {
        return new SystemDevices(sys)
                .look().stream()
                        .filter(device -> device.addresses().contains(Prefix.parse("127.0.0.1/8")))
                        .findFirst();
    }

    @Test
    void seesTheLoopbackDeviceWithItsPrefix() {
        assertThat(loopback()).hasValueSatisfying(device -> {
            assertThat(device.up()).isTrue();
            assertThat(device.index()).isPositive();
        });
    }

    @Test
    void takesADeviceWithoutCarrierForDown() throws IOException {
        Path device = Files.createDirectory(sys.resolve(loopback().orElseThrow().name()));
        Files.writeString(device.resolve("operstate"), "lowerlayerdown\n");
        assertThat(loopback().orElseThrow().up()).isFalse();
        Files.writeString(device.resolve("operstate"), "unknown\n");
        assertThat(loopback().orElseThrow().up()).isTrue();
    }

    @Test
    void seesADeviceThatHasNoAddress() throws IOException {
        Path device = Files.createDirectory(sys.resolve("bare0"));
        Files.writeString(device.resolve("ifindex"), "77\n");
        Files.writeString(device.resolve("mtu"), "1500\n");
        Files.writeString(device.resolve("operstate"), "up\n");
        assertThat(new SystemDevices(sys).look()).contains(new NetworkDevice("bare0", 77, true, 1_500, List.of()));
    }
}
