package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Prefix;

class TlvListTest {

    @Test
    void readsUpToTheEndMark() {
        TlvList list = read("0102aabb0200030105000000").orElseThrow();
        assertThat(list.types()).containsExactly(1, 2, 3);
        assertThat(list.first(1)).hasValue(new byte[] {(byte) 0xaa, (byte) 0xbb});
        assertThat(list.first(2)).hasValue(new byte[0]);
        assertThat(list.first(9)).isEmpty();
        assertThat(list.hasUnknownCritical()).isFalse();
        assertThat(read("80017f").orElseThrow().hasUnknownCritical()).isTrue();
        assertThat(read("")).hasValue(TlvList.EMPTY);
    }

    @Test
    void refusesWhatRunsPastTheEndOrFollowsIt() {
        assertThat(read("01")).isEmpty();
        assertThat(read("0102aa")).isEmpty();
        assertThat(read("01ff")).isEmpty();
        assertThat(read("0102aabb000001")).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        TlvList list = TlvList.EMPTY.with(TlvType.SUITES, (byte) 1, (byte) 2).with(TlvType.MAX_PATHS, (byte) 8);
        byte[] buf = new byte[10];
        assertThat(list.write(buf, 1)).isEqualTo(1 + list.lengthBytes());
        assertThat(TlvList.read(buf, 1, 9)).hasValue(list);
    }

    @Test
    void carriesPrefixesAsInnerAddressesAndRoutes() {
        for (String text : new String[] {"10.99.0.2/24", "0.0.0.0/0", "fd99::2/64", "::/0", "::1/128"}) {
            Prefix prefix = Prefix.parse(text);
            assertThat(AddressTlv.readInner(AddressTlv.inner(prefix))).hasValue(prefix);
            assertThat(AddressTlv.readRoute(AddressTlv.route(prefix))).hasValue(prefix);
        }
        assertThat(AddressTlv.inner(Prefix.parse("10.99.0.2/24")))
                .isEqualTo(HexFormat.of().parseHex("0a63000218"));
    }

    @Test
    void refusesIllegalPrefixes() {
        for (String hex : new String[] {"", "18", "0a63000221", "0a6300020118", "00000000000000000000ffff0a63000218"}) {
            assertThat(AddressTlv.readInner(HexFormat.of().parseHex(hex)))
                    .as(hex)
                    .isEmpty();
        }
        for (String hex : new String[] {"", "04", "05180a630002", "04210a630002", "06180a630002", "04180a63000200"}) {
            assertThat(AddressTlv.readRoute(HexFormat.of().parseHex(hex)))
                    .as(hex)
                    .isEmpty();
        }
    }

    private static Optional<TlvList> read(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return TlvList.read(octets, 0, octets.length);
    }
}
