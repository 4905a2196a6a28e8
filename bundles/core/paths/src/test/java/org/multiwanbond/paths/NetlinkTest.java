package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Outcome;
import org.multiwanbond.tck.Requirement;

/** The kernel's news, in a network namespace that another JVM runs in. */
@Timeout(120)
class NetlinkTest {
    @Test
    void theKernelSaysWhatChangesAndTheListenerIsToldAtOnce() throws IOException {
        Requirement.met(Lab.obstacle());
        try (Lab lab = new Lab()) {
            Namespace host = lab.namespace("devices");
            // Without addresses the kernel gives itself, whose duplicate detection makes news of its own a second
            // later.
            host.sysctl("net.ipv6.conf.default.addr_gen_mode", "1");
            host.ip("link add w0 type veth peer name w1");
            host.ip("link set w1 up");
            Outcome outcome =
                    host.inside(Command.java(NamespaceWatch.class, List.of())).run(Duration.ofSeconds(90));
            System.out.println(outcome.orThrow().out());
            assertThat(outcome.out()).contains("link down ms=", "carrier lost ms=", "threads left: []");
        }
    }

    @Test
    void anEndedWaitStaysEnded() throws IOException {
        Requirement.met(System.getProperty("os.name").equals("Linux") ? "" : "netlink is a thing of Linux");
        DeviceNews news = Netlink.open();
        news.end();
        news.rest(DeviceNews.FOREVER_MS);
        news.take(DeviceNews.FOREVER_MS);
        news.close();
        // Another may have the descriptor by now.
        news.end();
    }
}
