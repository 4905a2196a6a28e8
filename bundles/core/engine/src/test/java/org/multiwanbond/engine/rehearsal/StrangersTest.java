package org.multiwanbond.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;

class StrangersTest {
    @Test
    void noneIsRefusedForItsHeader() {
        assertThat(Strangers.packets(7)).hasSize(4).allSatisfy(packet -> assertThat(
                        Header.check(packet, 0, packet.length))
                .isEqualTo(DropReason.OK));
    }

    @Test
    void oneIsForTheSession() {
        assertThat(Strangers.packets(7))
                .filteredOn(packet -> Header.sessionId(packet, 0) == 7)
                .hasSize(1);
    }
}
