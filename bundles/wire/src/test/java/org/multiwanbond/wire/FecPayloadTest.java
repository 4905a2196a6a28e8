package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FecPayloadTest {

    private final FecPayload view = new FecPayload();

    @Test
    void readsBackWhatItWrote() {
        byte[] buf = new byte[40];
        int symbol = view.begin(0x1fffe, 10, 3, 2).write(buf, 1, 20);
        FecPayload read = new FecPayload();
        assertThat(symbol).isEqualTo(13);
        assertThat(read.read(buf, 1, 32)).isEqualTo(DropReason.OK);
        assertThat(read.block()).isEqualTo(0xfffe);
        assertThat(read.sourceSymbols()).isEqualTo(10);
        assertThat(read.repairSymbols()).isEqualTo(3);
        assertThat(read.index()).isEqualTo(2);
        assertThat(read.symbolBytes()).isEqualTo(20);
        assertThat(read.symbolOffset()).isEqualTo(symbol);
        assertThat(read.read(buf, 1, 31)).isEqualTo(DropReason.PAYLOAD);
        assertThat(read.read(buf, 1, 33)).isEqualTo(DropReason.PAYLOAD);
    }

    @Test
    void refusesOtherSchemesReservedOctetsAndShapes() {
        assertThat(reason(0, 2)).isEqualTo("payload");
        for (int reserved : new int[] {1, 4, 5, 11}) {
            assertThat(reason(reserved, 1)).as("octet %d", reserved).isEqualTo("payload");
        }
        assertThat(reason(8, 0)).isEqualTo("payload");
        assertThat(reason(8, 64)).isEqualTo("ok");
        assertThat(reason(8, 65)).isEqualTo("payload");
        assertThat(reason(9, 32)).isEqualTo("ok");
        assertThat(reason(9, 33)).isEqualTo("payload");
        assertThat(reason(10, 3)).isEqualTo("payload");
        assertThat(reason(10, 2)).isEqualTo("ok");
    }

    private String reason(int offset, int value) {
        byte[] buf = new byte[32];
        view.begin(1, 10, 3, 0).write(buf, 0, 20);
        buf[offset] = (byte) value;
        return DropReason.name(view.read(buf, 0, buf.length));
    }
}
