package org.multiwanbond.wire.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.ReplayWindow;

class AckFrameTest {

    private static final long SEED = 9_000;

    private final byte[] buf = new byte[400];
    private final ControlWriter writer = new ControlWriter();
    private final ControlReader reader = new ControlReader();
    private final AckFrame read = new AckFrame();

    @Test
    void countsRunsAndGapsWithoutOffByOne() {
        ReplayWindow window = new ReplayWindow();
        for (long number : new long[] {12, 13, 14, 15, 18, 19, 20}) {
            window.mark(number);
        }
        AckFrame ack = new AckFrame();
        assertThat(ack.fill(5, window, 0)).isTrue();
        ack.timing(0x01020304, 160_000).totals(7, 700);
        writer.reset(buf, 0, 400);
        assertThat(ack.write(writer)).isTrue();
        assertThat(HexFormat.of().formatHex(buf, 0, writer.lengthBytes()))
                .isEqualTo("030026" + "05" + "01" + "000a" + "0000000000000014" + "01020304" + "0000000000000007"
                        + "00000000000002bc" + "0003" + "0002" + "0004");
        assertThat(readBack()).isEqualTo(DropReason.OK);
        assertThat(read.pathId()).isEqualTo(5);
        assertThat(read.delayNs()).isEqualTo(160_000);
        assertThat(read.largest()).isEqualTo(20);
        assertThat(read.receivedUs()).isEqualTo(0x01020304);
        assertThat(read.packets()).isEqualTo(7);
        assertThat(read.octets()).isEqualTo(700);
        assertThat(read.ranges()).isEqualTo(2);
        assertThat(read.low(0)).isEqualTo(18);
        assertThat(read.high(1)).isEqualTo(15);
        assertThat(read.low(1)).isEqualTo(12);
    }

    @Test
    void coversWhatTheWindowHolds() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            ReplayWindow window = new ReplayWindow();
            long base = random.nextInt(5) * 5_000L;
            int lossPercent = random.nextInt(60);
            for (long number = base; number < base + 1 + random.nextInt(400); number++) {
                if (random.nextInt(100) >= lossPercent) {
                    window.mark(number);
                }
            }
            long lowest = base + random.nextInt(50);
            AckFrame ack = new AckFrame();
            boolean filled = ack.fill(1, window, lowest);
            assertThat(filled).isEqualTo(window.highest() >= lowest);
            if (filled) {
                checkCover(ack, window, lowest, round);
            }
        }
    }

    private void checkCover(AckFrame ack, ReplayWindow window, long lowest, int round) {
        writer.reset(buf, 0, round % 2 == 0 ? 400 : 60);
        assertThat(ack.write(writer)).isTrue();
        assertThat(readBack()).isEqualTo(DropReason.OK);
        assertThat(read.largest()).isEqualTo(window.highest());
        long low = read.low(read.ranges() - 1);
        assertThat(low).isGreaterThanOrEqualTo(lowest);
        for (long number = low; number <= window.highest() + 2; number++) {
            assertThat(read.covers(number)).as("%d", number).isEqualTo(window.isMarked(number));
        }
        assertThat(read.covers(low - 1)).isFalse();
    }

    @Test
    void cutsARunThatIsTooLong() {
        ReplayWindow window = new ReplayWindow();
        window.grow(ReplayWindow.LARGEST_BITS);
        for (long number = 0; number < 70_000; number++) {
            window.mark(number);
        }
        AckFrame ack = new AckFrame();
        assertThat(ack.fill(0, window, 0)).isTrue();
        assertThat(ack.ranges()).isEqualTo(1);
        assertThat(ack.high(0) - ack.low(0) + 1).isEqualTo(window.usable());
        assertThat(new AckFrame().fill(0, new ReplayWindow(), 0)).isFalse();
    }

    @Test
    void refusesZeroCountsAndRangesBelowZero() {
        assertThat(reason("00", "0000000000000004", "0005")).isEqualTo("ok");
        assertThat(reason("00", "0000000000000004", "0006")).isEqualTo("payload");
        assertThat(reason("00", "0000000000000004", "0000")).isEqualTo("payload");
        assertThat(reason("01", "0000000000000004", "0001" + "00010003")).isEqualTo("ok");
        assertThat(reason("01", "0000000000000004", "0001" + "00010004")).isEqualTo("payload");
        assertThat(reason("01", "0000000000000004", "0001" + "00000002")).isEqualTo("payload");
        assertThat(reason("01", "0000000000000004", "0001" + "00010000")).isEqualTo("payload");
        assertThat(reason("01", "0000000000000004", "0001" + "0001")).isEqualTo("payload");
        assertThat(reason("00", "8000000000000004", "0005")).isEqualTo("payload");
        assertThat(reason("21", "0000000000001000", "0001" + "00010001".repeat(33)))
                .isEqualTo("payload");
        assertThat(reason("20", "0000000000001000", "0001" + "00010001".repeat(32)))
                .isEqualTo("ok");
    }

    private String reason(String ranges, String largest, String runs) {
        String body = "05" + ranges + "0000" + largest + "00000000" + "00".repeat(16) + runs;
        byte[] octets = HexFormat.of().parseHex("03%04x%s".formatted(body.length() / 2, body));
        reader.reset(octets, 0, octets.length);
        assertThat(reader.next()).isEqualTo(FrameType.ACK);
        return DropReason.name(read.read(reader));
    }

    private int readBack() {
        reader.reset(buf, 0, writer.lengthBytes());
        assertThat(reader.next()).isEqualTo(FrameType.ACK);
        return read.read(reader);
    }
}
