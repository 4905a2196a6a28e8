package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.tck.TunnelDeviceContract;

class TunDeviceFactoryTest extends TunnelDeviceContract {
    @Override
    protected TunnelDeviceFactory factory() {
        return new TunDeviceFactory();
    }

    @Override
    protected String obstacle() {
        String probe = "mwbp" + Integer.toHexString(new Random().nextInt(1 << 24));
        try {
            factory().open(new TunnelDeviceSettings(probe, 1_400, List.of())).close();
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void saysThatOtherSystemsHaveNoTunnelDevice() {
        assertThatIOException()
                .isThrownBy(() -> new TunDeviceFactory("Mac OS X", Offload.UDP)
                        .open(new TunnelDeviceSettings("mwb0", 1_400, List.of())))
                .withMessageContaining("there is no tunnel device mwb0 on Mac OS X");
    }

    @Test
    void aDeviceOfAnotherKindIsRefusedInWords() {
        assertThatIOException()
                .isThrownBy(() -> factory().open(new TunnelDeviceSettings("lo", 1_400, List.of())))
                .withMessageContaining("lo exists and is no TUN device");
    }
}
