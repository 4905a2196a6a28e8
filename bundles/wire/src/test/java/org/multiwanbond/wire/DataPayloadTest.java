package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataPayloadTest {

    private static final long SEED = 41;

    private final DataPayload view = new DataPayload();

    @Test
    void writesThePayloadOfTheVectors() {
        byte[] buf = new byte[8];
        int inner = view.begin(7, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0x0102)
                .write(buf, 0);
        assertThat(inner).isEqualTo(8);
        assertThat(HexFormat.of().formatHex(buf)).isEqualTo("0000000701000102");
    }

    @Test
    void readsBackEveryCombinationOfExtras() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            int flags = random.nextInt(0x80);
            if ((flags & DataPayload.FRAGMENT) != 0) {
                flags &= ~DataPayload.AGGREGATE;
            }
            byte[] buf = new byte[80];
            random.nextBytes(buf);
            int dsn = random.nextInt();
            int at = random.nextInt(20);
            DataPayload out = new DataPayload().begin(dsn, flags, random.nextInt(5), i);
            int count = 2 + random.nextInt(15);
            int[] extras = {random.nextInt(count), count, random.nextInt(0x10000), i & 0xffff, random.nextInt(64)};
            addExtras(out, flags, extras);
            int inner = out.write(buf, at);
            BigEndian.put16(buf, inner, 18);

            assertThat(view.read(buf, at, inner + 20 - at)).isEqualTo(DropReason.OK);
            assertThat(view.flags()).isEqualTo(flags);
            assertThat(view.dsn()).isEqualTo(dsn);
            assertThat(view.trafficClass()).isEqualTo(out.trafficClass());
            assertThat(view.timestamp()).isEqualTo(i & 0xffff);
            assertThat(view.innerOffset()).isEqualTo(inner);
            assertThat(view.innerLengthBytes()).isEqualTo(20);
            boolean fragment = view.has(DataPayload.FRAGMENT);
            assertThat(view.fragmentIndex()).isEqualTo(fragment ? extras[0] : 0);
            assertThat(view.fragmentCount()).isEqualTo(fragment ? extras[1] : 1);
            assertThat(view.flowLink()).isEqualTo(view.has(DataPayload.FLOW_LINK) ? extras[2] : 0);
            assertThat(view.fecBlock()).isEqualTo(view.has(DataPayload.FEC_MEMBER) ? extras[3] : 0);
            assertThat(view.fecIndex()).isEqualTo(view.has(DataPayload.FEC_MEMBER) ? extras[4] : 0);
        }
    }

    private static void addExtras(DataPayload out, int flags, int... extras) {
        if ((flags & DataPayload.FRAGMENT) != 0) {
            out.fragment(extras[0], extras[1]);
        }
        if ((flags & DataPayload.FLOW_LINK) != 0) {
            out.flowLink(extras[2]);
        }
        if ((flags & DataPayload.FEC_MEMBER) != 0) {
            out.fecMember(extras[3], extras[4]);
        }
    }

    @Test
    void refusesAnEmptyInnerPacketAndTheReservedBit() {
        assertThat(reason("0000000701000102")).isEqualTo("payload");
        assertThat(reason("000000070100010245")).isEqualTo("ok");
        assertThat(reason("000000078100010245")).isEqualTo("payload");
        assertThat(reason("0000000720000102aabb")).isEqualTo("payload");
        assertThat(reason("0000000720000102aabb45")).isEqualTo("ok");
    }

    @Test
    void refusesIllegalFragments() {
        assertThat(reason("00000007080001020f1045")).isEqualTo("ok");
        assertThat(reason("0000000708000102000145")).isEqualTo("payload");
        assertThat(reason("0000000708000102001145")).isEqualTo("payload");
        assertThat(reason("0000000708000102020245")).isEqualTo("payload");
        assertThat(reason("00000007180001020002000145")).isEqualTo("payload");
    }

    @Test
    void refusesAggregatesThatDoNotAddUp() {
        assertThat(reason("00000007100001020001450002aabb")).isEqualTo("ok");
        assertThat(reason("0000000710000102000145000145aa")).isEqualTo("payload");
        assertThat(reason("0000000710000102000145000345aa")).isEqualTo("payload");
        assertThat(reason("000000071000010200014500")).isEqualTo("payload");
        assertThat(reason("00000007100001020000")).isEqualTo("payload");
    }

    @Test
    void refusesAFecIndexBeyondAnyBlock() {
        assertThat(reason("000000074000010200073f45")).isEqualTo("ok");
        assertThat(reason("000000074000010200074045")).isEqualTo("payload");
    }

    @Test
    void treatsUnknownClassesAsBulk() {
        assertThat(reason("000000070104010245")).isEqualTo("ok");
        assertThat(view.trafficClass()).isEqualTo(DataPayload.CLASS_BACKGROUND);
        assertThat(reason("000000070105010245")).isEqualTo("ok");
        assertThat(view.trafficClass()).isEqualTo(DataPayload.CLASS_BULK);
    }

    @Test
    void comesBackFromASourceSymbolWithoutWhatBelongsToTheCopy() {
        byte[] buf = new byte[60];
        int flags = DataPayload.ORDERED | DataPayload.RETRANSMISSION | DataPayload.REDUNDANT_COPY;
        int inner = view.begin(0x01020304, flags, 3, 0x5566)
                .fragment(1, 3)
                .flowLink(9)
                .fecMember(700, 5)
                .write(buf, 2);
        Arrays.fill(buf, inner, inner + 20, (byte) 0x45);
        int payloadBytes = inner + 20 - 2;
        byte[] symbol = new byte[64];
        int symbolBytes = SourceSymbol.write(buf, 2, payloadBytes, symbol, 1);

        assertThat(symbolBytes).isEqualTo(payloadBytes - 3);
        assertThat(HexFormat.of().formatHex(symbol, 1, 13)).isEqualTo("0018" + "29" + "03" + "01020304" + "01030009");
        assertThat(SourceSymbol.restore(symbol, 1, 60, view)).isEqualTo(DropReason.OK);
        assertThat(view.flags()).isEqualTo(0x29);
        assertThat(view.dsn()).isEqualTo(0x01020304);
        assertThat(view.trafficClass()).isEqualTo(3);
        assertThat(view.fragmentIndex()).isEqualTo(1);
        assertThat(view.fragmentCount()).isEqualTo(3);
        assertThat(view.flowLink()).isEqualTo(9);
        assertThat(view.innerLengthBytes()).isEqualTo(20);
        assertThat(symbol[view.innerOffset()]).isEqualTo((byte) 0x45);
    }

    private String reason(String hex) {
        byte[] payload = HexFormat.of().parseHex(hex);
        return DropReason.name(view.read(payload, 0, payload.length));
    }
}
