package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.path.NetworkDevice;

class DeviceWatchTest {
    @Test
    void tellsANewListenerTheDevicesAtOnce() {
        DeviceWatch watch = new DeviceWatch();
        List<List<NetworkDevice>> told = new ArrayList<>();
        watch.bindListener(told::add);
        watch.deactivate();
        assertThat(told).isNotEmpty();
        assertThat(told.get(0)).extracting(NetworkDevice::name).contains("lo");
    }

    @Test
    void takesADeviceWithoutCarrierForDown(@TempDir Path sys) throws IOException {
        Files.createDirectories(sys.resolve("lo"));
        Files.writeString(sys.resolve("lo/operstate"), "down\n");
        assertThat(loopback(sys).up()).isFalse();
        Files.writeString(sys.resolve("lo/operstate"), "unknown\n");
        assertThat(loopback(sys).up()).isTrue();
    }

    private static NetworkDevice loopback(Path sys) throws IOException {
        return new KernelDevices(sys)
                .read().stream()
                        .filter(device -> device.name().equals("lo"))
                        .findFirst()
                        .orElseThrow();
    }
}
