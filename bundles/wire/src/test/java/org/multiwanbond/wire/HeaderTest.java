package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    private static final int OFFSET = 3;

    private static final Map<Integer, int[]> LENGTHS = Map.of(
            PacketType.DATA, new int[] {41, 65_507},
            PacketType.HS_INIT, new int[] {272, 272},
            PacketType.HS_RESP, new int[] {224, 224},
            PacketType.COOKIE_REPLY, new int[] {64, 64},
            PacketType.CONTROL, new int[] {35, 65_507},
            PacketType.FEC, new int[] {52, 65_507},
            PacketType.VERSION_LIST, new int[] {17, 64});

    @Test
    void matchesTheVector() {
        byte[] header = new byte[16];
        Header.write(header, 0, Header.start(PacketType.HS_INIT, 0, 0, false), 0, 0xa1b2c3d4, 0);
        Header.finish(header, 0, 256);
        assertThat(header).isEqualTo(Vectors.load().octets("INIT header"));
    }

    @Test
    void readsBackWhatItWrote() {
        byte[] buf = new byte[OFFSET + 41];
        Header.write(buf, OFFSET, Header.start(PacketType.DATA, 13, 6, true), 0xbeef, 0xfffffffe, 0x80000001);
        Header.finish(buf, OFFSET, 25);

        assertThat(Header.check(buf, OFFSET, 41)).isEqualTo(DropReason.OK);
        assertThat(Header.version(buf, OFFSET)).isEqualTo(1);
        assertThat(Header.type(buf, OFFSET)).isEqualTo(PacketType.DATA);
        assertThat(Header.pathId(buf, OFFSET)).isEqualTo(13);
        assertThat(Header.epochBits(buf, OFFSET)).isEqualTo(2);
        assertThat(Header.ackValid(buf, OFFSET)).isTrue();
        assertThat(Header.sessionId(buf, OFFSET)).isEqualTo(0xbeef);
        assertThat(Header.sequence(buf, OFFSET)).isEqualTo(0xfffffffe);
        assertThat(Header.acknowledgment(buf, OFFSET)).isEqualTo(0x80000001);
        assertThat(Header.lengthBytes(buf, OFFSET)).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8})
    void refusesEverySingleBitFlipOfTheHeader(int type) {
        byte[] good = packet(type, LENGTHS.get(type)[0]);
        for (int bit = 0; bit < 128; bit++) {
            byte[] bad = good.clone();
            bad[bit >>> 3] ^= (byte) (0x80 >>> (bit & 7));
            assertThat(DropReason.name(Header.check(bad, 0, bad.length)))
                    .as("type %d bit %d", type, bit)
                    .isEqualTo(reasonOfFlip(type, bit));
        }
    }

    private static String reasonOfFlip(int type, int bit) {
        boolean versionList = type == PacketType.VERSION_LIST;
        if (versionList && bit < 8) {
            return bit == 3 ? "checksum" : "version"; // bit 3 turns version 0 into 1
        }
        if (bit < 4) {
            return "version";
        }
        return bit >= 96 && bit < 112 ? "length" : "checksum";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8})
    void acceptsExactlyTheLengthsOfTheType(int type) {
        int[] limits = LENGTHS.get(type);
        assertThat(reason(packet(type, limits[0]))).isEqualTo("ok");
        assertThat(reason(packet(type, limits[1]))).isEqualTo("ok");
        assertThat(reason(packet(type, limits[0] - 1))).isEqualTo(limits[0] == 17 ? "short" : "malformed");
        assertThat(reason(packet(type, limits[1] + 1))).isEqualTo("malformed");
    }

    @Test
    void refusesALengthFieldThatDiffersByOne() {
        byte[] good = packet(PacketType.DATA, 100);
        for (int difference : new int[] {-1, 1}) {
            byte[] bad = good.clone();
            Header.finish(bad, 0, 84 + difference);
            assertThat(reason(bad)).isEqualTo("length");
            assertThat(DropReason.name(Header.check(Arrays.copyOf(good, 101), 0, 100 + difference)))
                    .isEqualTo("length");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9, 10, 11, 12, 13, 14, 15})
    void refusesReservedTypes(int type) {
        for (int len : new int[] {17, 64, 224, 272, 1000}) {
            assertThat(reason(packet(type, len))).isEqualTo("malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8})
    void refusesTheReservedFlag(int type) {
        byte[] bad = packet(type, LENGTHS.get(type)[0]);
        bad[1] |= 1;
        assertThat(reason(sealed(bad))).isEqualTo("malformed");
    }

    @Test
    void refusesAnAcknowledgmentWithoutItsFlag() {
        byte[] bad = packet(PacketType.DATA, 100);
        bad[11] = 1;
        assertThat(reason(sealed(bad))).isEqualTo("malformed");
        bad[1] |= 2;
        assertThat(reason(sealed(bad))).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void refusesPathAndEpochOutsideOfSessions(int type) {
        for (int bit = 2; bit < 8; bit++) {
            byte[] bad = packet(type, LENGTHS.get(type)[0]);
            bad[1] |= (byte) (1 << bit);
            assertThat(reason(sealed(bad))).as("flag bit %d", bit).isEqualTo("malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 8})
    void refusesAnswersWithAnyOtherHeader(int type) {
        byte[] good = packet(type, LENGTHS.get(type)[0]);
        byte[] noAck = good.clone();
        noAck[1] = 0;
        Arrays.fill(noAck, 8, 12, (byte) 0);
        byte[] sequence = good.clone();
        sequence[7] = 1;
        byte[] session = good.clone();
        session[2] = 0;
        session[3] = (byte) (type == PacketType.HS_RESP ? 0 : 1);
        byte[] version = good.clone();
        version[0] ^= 0x10;
        assertThat(reason(sealed(noAck))).isEqualTo("malformed");
        assertThat(reason(sealed(sequence))).isEqualTo("malformed");
        assertThat(reason(sealed(session))).isEqualTo("malformed");
        assertThat(reason(sealed(version))).isEqualTo(type == PacketType.VERSION_LIST ? "malformed" : "version");
    }

    @Test
    void refusesWhatIsTooShortOrOutsideTheArray() {
        byte[] buf = packet(PacketType.DATA, 100);
        for (int len = -1; len <= 16; len++) {
            assertThat(Header.check(buf, 0, len)).isEqualTo(DropReason.SHORT);
        }
        assertThat(Header.check(buf, -1, 100)).isEqualTo(DropReason.SHORT);
        assertThat(Header.check(buf, 1, 100)).isEqualTo(DropReason.SHORT);
        assertThat(Header.check(buf, Integer.MAX_VALUE, 100)).isEqualTo(DropReason.SHORT);
        assertThat(Header.check(buf, 0, Integer.MAX_VALUE)).isEqualTo(DropReason.SHORT);
    }

    /** A packet of a type whose header is legal and whose body is zero. */
    static byte[] packet(int type, int len) {
        byte[] buf = new byte[len];
        boolean answer =
                type == PacketType.HS_RESP || type == PacketType.COOKIE_REPLY || type == PacketType.VERSION_LIST;
        int sessionId = PacketType.isSession(type) || type == PacketType.HS_RESP ? 0x1234 : 0;
        int start = Header.start(type, 0, 0, answer);
        Header.write(buf, 0, start, sessionId, answer ? 0 : 77, answer ? 78 : 0);
        if (type == PacketType.VERSION_LIST) {
            buf[0] &= 0x0f;
        }
        return sealed(buf);
    }

    private static byte[] sealed(byte[] buf) {
        Header.finish(buf, 0, buf.length - 16);
        return buf;
    }

    private static String reason(byte[] packet) {
        return DropReason.name(Header.check(packet, 0, packet.length));
    }
}
