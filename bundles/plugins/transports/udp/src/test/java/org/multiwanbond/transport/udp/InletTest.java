package org.multiwanbond.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.tck.FakeClock;

class InletTest {
    private final FakeClock clock = new FakeClock(0);
    private final List<SendFailure> told = new ArrayList<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new Inlet(3, new Inbox(clock), (socket, cause) -> told.add(cause), clock));

    @Test
    void tellsEveryCauseByTheNumberOrTheText() {
        expect(SendFailure.UNREACHABLE, number(Errno.ENETUNREACH), number(Errno.ENETDOWN), number(Errno.EHOSTUNREACH));
        expect(SendFailure.UNREACHABLE, number(Errno.ENODEV), number(Errno.EADDRNOTAVAIL));
        expect(SendFailure.UNREACHABLE, new IOException("Network is unreachable"), new IOException("No route to host"));
        expect(SendFailure.TOO_LONG, number(Errno.EMSGSIZE), new IOException("Message too long"));
        expect(SendFailure.FORBIDDEN, number(Errno.EPERM), number(Errno.EACCES));
        expect(SendFailure.OTHER, number(22), new IOException(), new IllegalStateException("a bug"));
    }

    private static IOException number(int number) {
        return new Errors.NativeIoException("sendmmsg", -number);
    }

    private void expect(SendFailure cause, Exception... failures) {
        for (Exception failure : failures) {
            told.clear();
            clock.advance(Duration.ofSeconds(1));
            channel.pipeline().fireExceptionCaught(failure);
            assertThat(told).as(failure.toString()).containsExactly(cause);
        }
    }

    @Test
    void tellsAtMostOnceIn100Ms() {
        for (int i = 0; i < 1_000; i++) {
            channel.pipeline().fireExceptionCaught(number(Errno.ENETDOWN));
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(told).hasSize(10);
    }

    @Test
    void keepsQuietAboutAPeerThatDoesNotListen() {
        channel.pipeline().fireExceptionCaught(number(Errno.ECONNREFUSED));
        assertThat(told).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }
}
