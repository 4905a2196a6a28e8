package org.multiwanbond.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.policy.Scenes.server;
import static org.multiwanbond.policy.Scenes.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.tunnel.TunnelState;

@Timeout(10)
class GatewayTest {
    @TempDir
    Path data;

    private final FakeKernel kernel = new FakeKernel();

    private Journal journal() {
        return new Journal(data.resolve("policy.journal"), "this boot");
    }

    @Test
    void setsWhatSettingsAndTunnelCallForAndTakesItBackAtStop() {
        Gateway gateway = new Gateway(kernel, journal());
        gateway.settingsChanged(server(true, true));
        gateway.tunnelChanged(tunnel(true, "10.99.0.1/24"));
        gateway.devicesChanged(List.of());
        gateway.stop();
        assertThat(kernel.takeChanges()).hasSize(18).contains("nft -f -", "nft delete table inet multiwanbond");
        assertThat(kernel.present).isEmpty();
        assertThat(gateway.problems()).isEmpty();
    }

    @Test
    void setsRoutesAgainForADeviceThatCameAgain() {
        Gateway gateway = new Gateway(kernel, journal());
        gateway.settingsChanged(server(false, false));
        gateway.tunnelChanged(tunnel(true, "10.99.0.1/24"));
        gateway.tunnelChanged(TunnelState.NONE);
        gateway.tunnelChanged(tunnel(true, "10.99.0.1/24"));
        gateway.stop();
        assertThat(kernel.takeChanges().stream().filter(change -> change.contains("route replace 192.168.7.0/24")))
                .hasSize(2);
    }

    @Test
    void ignoresNewsAfterItsStop() {
        Gateway gateway = new Gateway(kernel, journal());
        gateway.stop();
        gateway.settingsChanged(server(true, true));
        gateway.tunnelChanged(tunnel(true, "10.99.0.1/24"));
        assertThat(kernel.takeChanges()).isEmpty();
    }

    @Test
    void beginsByTakingBackWhatAKilledProcessLeft() throws IOException {
        kernel.present.add("ip -4 rule lookup main priority 30256");
        Files.writeString(data.resolve("policy.journal"), "this boot\nrule 4 30256 lookup main\t\n");
        new Gateway(kernel, journal()).stop();
        assertThat(kernel.present).isEmpty();
    }
}
