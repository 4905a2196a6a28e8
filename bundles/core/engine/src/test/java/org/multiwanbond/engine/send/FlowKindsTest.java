package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class FlowKindsTest {
    private static final long MS = 1_000_000L;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int FLOW = 77;

    private final FlowKinds kinds = new FlowKinds();
    private long nowNs = 5_000 * MS;

    private static byte[] ipv4(int dscp, int protocol, int len) {
        byte[] packet = new byte[len];
        packet[0] = 0x45;
        packet[1] = (byte) (dscp << 2 | 1);
        packet[9] = (byte) protocol;
        return packet;
    }

    private static byte[] ipv6(int dscp, int protocol, int len) {
        byte[] packet = new byte[len];
        packet[0] = (byte) (0x60 | dscp >>> 2);
        packet[1] = (byte) (dscp << 6 | 0x1f);
        packet[6] = (byte) protocol;
        return packet;
    }

    private int classOf(byte[] packet) {
        return kinds.classOf(FLOW, packet, 0, packet.length, nowNs);
    }

    /** The class of the last of {@code perSecond} packets a second of this flow. */
    private int after(long durationMs, int perSecond, byte[] packet) {
        int last = -1;
        for (long i = 0; i < durationMs * perSecond / 1_000; i++) {
            last = classOf(packet);
            nowNs += 1_000 * MS / perSecond;
        }
        return last;
    }

    @Test
    void believesTheMarksOfTelephonyConferencingAndLowPriority() {
        Set<Integer> realTime = Set.of(46, 34, 36, 38, 33, 35, 37, 39);
        for (int dscp = 0; dscp < 64; dscp++) {
            int expected = realTime.contains(dscp)
                    ? TrafficClass.REAL_TIME
                    : dscp == 8 ? TrafficClass.BACKGROUND : TrafficClass.BULK;
            for (int protocol : new int[] {TCP, UDP}) {
                assertThat(classOf(ipv4(dscp, protocol, 1_400)))
                        .as("dscp %d", dscp)
                        .isEqualTo(expected);
                assertThat(classOf(ipv6(dscp, protocol, 1_400)))
                        .as("dscp %d of IPv6", dscp)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void takesFiftySmallPacketsASecondForRealTimeAfterTwoWindows() {
        byte[] voice = ipv4(0, UDP, 200);
        assertThat(after(1_000, 50, voice)).isEqualTo(TrafficClass.BULK);
        assertThat(classOf(voice)).isEqualTo(TrafficClass.REAL_TIME);
        assertThat(after(10_000, 50, voice)).isEqualTo(TrafficClass.REAL_TIME);
    }

    @Test
    void knowsTheRatesOfCodecsAndGamesAndNoOthers() {
        for (int perSecond : new int[] {20, 33, 100, 150, 199}) {
            assertThat(new FlowKindsTest().after(3_000, perSecond, ipv6(0, UDP, 120)))
                    .as("%d a second", perSecond)
                    .isEqualTo(TrafficClass.REAL_TIME);
        }
        for (int perSecond : new int[] {1, 5, 15, 250, 1_000}) {
            assertThat(new FlowKindsTest().after(3_000, perSecond, ipv6(0, UDP, 120)))
                    .as("%d a second", perSecond)
                    .isEqualTo(TrafficClass.BULK);
        }
    }

    @Test
    void takesNoTcpFlowForRealTimeHoweverItLooks() {
        assertThat(after(5_000, 50, ipv4(0, TCP, 200))).isEqualTo(TrafficClass.BULK);
        assertThat(after(5_000, 50, ipv6(0, TCP, 200))).isEqualTo(TrafficClass.BULK);
    }

    @Test
    void takesNoBulkFlowOfDatagramsForRealTime() {
        assertThat(after(5_000, 2_000, ipv4(0, UDP, 1_400))).isEqualTo(TrafficClass.BULK);
        assertThat(after(5_000, 50, ipv4(0, UDP, 1_400))).isEqualTo(TrafficClass.BULK);
        assertThat(after(5_000, 2_000, ipv4(0, UDP, 200))).isEqualTo(TrafficClass.BULK);
    }

    @Test
    void takesNoFlowOfShortBurstsForRealTime() {
        byte[] packet = ipv4(0, UDP, 200);
        for (int burst = 0; burst < 10; burst++) {
            for (int i = 0; i < 20; i++) {
                assertThat(classOf(packet)).isEqualTo(TrafficClass.BULK);
            }
            nowNs += 1_100 * MS;
        }
    }

    @Test
    void takesItBackAtOnceWhenTheFlowChanges() {
        byte[] voice = ipv4(0, UDP, 200);
        assertThat(after(3_000, 50, voice)).isEqualTo(TrafficClass.REAL_TIME);
        assertThat(after(1_020, 1_000, ipv4(0, UDP, 1_400))).isEqualTo(TrafficClass.BULK);
        assertThat(after(3_000, 50, voice)).isEqualTo(TrafficClass.REAL_TIME);
        nowNs += 2_000 * MS;
        assertThat(classOf(voice)).isEqualTo(TrafficClass.BULK);
    }

    @Test
    void keepsFlowsApart() {
        byte[] voice = ipv4(0, UDP, 200);
        byte[] bulk = ipv4(0, UDP, 1_400);
        int voiceClass = -1;
        for (int i = 0; i < 100; i++) {
            voiceClass = classOf(voice);
            for (int n = 0; n < 20; n++) {
                assertThat(kinds.classOf(FLOW + 1, bulk, 0, bulk.length, nowNs)).isEqualTo(TrafficClass.BULK);
            }
            nowNs += 20 * MS;
        }
        assertThat(voiceClass).isEqualTo(TrafficClass.REAL_TIME);
    }

    @Test
    void toleratesTheJitterOfAVoiceFlow() {
        Random random = Seed.random("voice");
        byte[] voice = ipv4(0, UDP, 200);
        int bulk = 0;
        for (int i = 0; i < 1_000; i++) {
            boolean early = i < 100;
            bulk += classOf(voice) == TrafficClass.BULK && !early ? 1 : 0;
            nowNs += 10 * MS + random.nextInt((int) (20 * MS));
        }
        assertThat(bulk).isZero();
    }

    @Test
    void allocatesNothingAfterTheFirstPacket() {
        byte[] voice = ipv4(0, UDP, 200);
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        nowNs += MS;
                        kinds.classOf(i, voice, 0, voice.length, nowNs);
                    }
                }))
                .isZero();
    }
}
