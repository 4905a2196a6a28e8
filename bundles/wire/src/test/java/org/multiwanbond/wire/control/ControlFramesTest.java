package org.multiwanbond.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;

class ControlFramesTest {

    private final byte[] buf = new byte[2_000];
    private final ControlWriter writer = new ControlWriter();
    private final ControlReader reader = new ControlReader();

    static List<ReliableFrame> reliableFrames() {
        return List.of(
                new PathAdd(15, 1, 2, 50_000_000, "fiber \u00fcber alles"),
                new PathAdd(0, 0, 255, 0, ""),
                new PathRemove(3, 9),
                new PathStatus(4, PathStatus.DOWN, 0xffff_ffffL),
                new FecConfig(0x80000005, 1, 10, 3, 10),
                new RekeyRequest(7),
                new Close(Close.MOVED, "moved"),
                new Close(Close.NORMAL, ""),
                new ConfigPush(TlvList.EMPTY
                        .with(TlvType.DNS_SERVER, (byte) 9, (byte) 9, (byte) 9, (byte) 9)
                        .with(TlvType.SEARCH_DOMAIN, "example".getBytes(StandardCharsets.UTF_8))),
                new ObservedAddress(2, Addresses.parse("192.0.2.7"), 40_000),
                new ObservedAddress(2, Addresses.parse("2001:db8::1"), 1),
                new Migrate(
                        5,
                        List.of(
                                new InetSocketAddress(Addresses.parse("192.0.2.1"), 7000),
                                new InetSocketAddress(Addresses.parse("2001:db8::2"), 7001))),
                new ClassPolicy(2, 1, 2, 150));
    }

    @ParameterizedTest
    @MethodSource("reliableFrames")
    void readsBackReliableFramesAndRefusesShorterOnes(ReliableFrame frame) {
        writer.reset(buf, 5, 300);
        assertThat(frame.write(writer, 0xfedc)).isTrue();
        int len = writer.lengthBytes();
        assertThat(len).isEqualTo(5 + frame.bodyBytes());

        reader.reset(buf, 5, len);
        assertThat(reader.next()).isEqualTo(frame.type());
        assertThat(reader.messageId()).isEqualTo(0xfedc);
        assertThat(ReliableFrame.read(reader).orElseThrow()).isEqualTo(frame);
        assertThat(reader.next()).isEqualTo(ControlReader.END);

        writer.reset(buf, 5, len - 1);
        assertThat(frame.write(writer, 1)).isFalse();
        assertThat(writer.lengthBytes()).isZero();
        for (int shorter = 0; shorter < len; shorter++) {
            reader.reset(buf, 5, shorter);
            assertThat(reader.next()).isEqualTo(shorter == 0 ? ControlReader.END : ControlReader.BROKEN);
        }
    }

    @Test
    void walksThroughAPacketOfManyFrames() {
        ProbeFrame probe = new ProbeFrame();
        QualityFrame quality = new QualityFrame()
                .path(3, 70_000)
                .delaysUs(1, 1L << 40)
                .reorderUs(3)
                .deliveryRateBitPerS(10_000_000_000L)
                .holdMs(400);
        writer.reset(buf, 0, 1_200);
        assertThat(writer.keepalive()).isTrue();
        assertThat(writer.ctrlAck(77)).isTrue();
        assertThat(writer.probe(-5, Long.MIN_VALUE + 1, 40)).isTrue();
        assertThat(quality.write(writer)).isTrue();
        assertThat(writer.pathChallenge(-2)).isTrue();
        assertThat(writer.mtuOk(6, 1_452)).isTrue();
        assertThat(writer.mtuProbe(8, 100)).isTrue();
        assertThat(writer.padTo(1_200)).isTrue();
        assertThat(writer.lengthBytes()).isEqualTo(1_200);
        assertThat(writer.keepalive()).isFalse();

        reader.reset(buf, 0, 1_200);
        assertThat(reader.next()).isEqualTo(FrameType.KEEPALIVE);
        assertThat(reader.next()).isEqualTo(FrameType.CTRL_ACK);
        assertThat(CtrlAckFrame.isLegal(reader)).isTrue();
        assertThat(CtrlAckFrame.count(reader)).isEqualTo(1);
        assertThat(CtrlAckFrame.messageId(reader, 0)).isEqualTo(77);
        assertThat(reader.next()).isEqualTo(FrameType.PROBE);
        assertThat(probe.read(reader)).isEqualTo(DropReason.OK);
        assertThat(probe.probeId()).isEqualTo(-5);
        assertThat(probe.sentUs()).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(reader.next()).isEqualTo(FrameType.QUALITY);
        checkQuality();
        assertThat(reader.next()).isEqualTo(FrameType.PATH_CHALLENGE);
        assertThat(PathToken.isLegal(reader)).isTrue();
        assertThat(PathToken.token(reader)).isEqualTo(-2);
        checkMtu();
        assertThat(reader.next()).isEqualTo(FrameType.PADDING);
        assertThat(reader.next()).isEqualTo(ControlReader.END);
        assertThat(reader.next()).isEqualTo(ControlReader.END);
    }

    private void checkMtu() {
        assertThat(reader.next()).isEqualTo(FrameType.MTU_OK);
        assertThat(MtuFrame.isLegal(reader)).isTrue();
        assertThat(MtuFrame.id(reader)).isEqualTo(6);
        assertThat(MtuFrame.sizeBytes(reader)).isEqualTo(1_452);
        assertThat(reader.next()).isEqualTo(FrameType.MTU_PROBE);
        assertThat(MtuFrame.isLegal(reader)).isTrue();
    }

    private void checkQuality() {
        QualityFrame read = new QualityFrame();
        assertThat(read.read(reader)).isEqualTo(DropReason.OK);
        assertThat(read.pathId()).isEqualTo(3);
        assertThat(read.loss()).isEqualTo(0xffff);
        assertThat(read.jitterUs()).isEqualTo(1);
        assertThat(read.queueDelayUs()).isEqualTo(0xffff_ffffL);
        assertThat(read.reorderUs()).isEqualTo(3);
        assertThat(read.deliveryRateBitPerS()).isEqualTo(10_000_000_000L);
        assertThat(read.holdMs()).isEqualTo(400);
    }

    @Test
    void answersAProbe() {
        ProbeFrame probe = new ProbeFrame();
        writer.reset(buf, 0, 100);
        writer.probe(9, 1_000, ProbeFrame.BODY_BYTES);
        reader.reset(buf, 0, writer.lengthBytes());
        reader.next();
        probe.read(reader);
        writer.reset(buf, 0, 100);
        assertThat(writer.probeReply(probe, 2_000, 2_050)).isTrue();
        reader.reset(buf, 0, writer.lengthBytes());
        assertThat(reader.next()).isEqualTo(FrameType.PROBE_REPLY);
        assertThat(probe.read(reader)).isEqualTo(DropReason.OK);
        assertThat(probe.probeId()).isEqualTo(9);
        assertThat(probe.sentUs()).isEqualTo(1_000);
        assertThat(probe.receivedUs()).isEqualTo(2_000);
        assertThat(probe.repliedUs()).isEqualTo(2_050);
    }

    @Test
    void skipsUnknownFramesButNotBrokenOnes() {
        assertThat(frames("7f0002aabb" + "020000")).isEqualTo(List.of(0x7f, FrameType.KEEPALIVE));
        assertThat(frames("ff00021234")).isEqualTo(List.of(0xff));
        assertThat(FrameType.isKnown(0x7f) || FrameType.isKnown(0xff) || FrameType.isKnown(FrameType.CANDIDATES))
                .isFalse();
        assertThat(frames("020000" + "02")).isEqualTo(List.of(FrameType.KEEPALIVE, ControlReader.BROKEN));
        assertThat(frames("02000100")).isEqualTo(List.of(ControlReader.BROKEN));
        assertThat(frames("850001aa")).isEqualTo(List.of(ControlReader.BROKEN));
        assertThat(frames("00000100" + "00000101")).isEqualTo(List.of(FrameType.PADDING, ControlReader.BROKEN));
        assertThat(frames("7fffff")).isEqualTo(List.of(ControlReader.BROKEN));
    }

    @Test
    void refusesIllegalBodies() {
        assertThat(frame("81000400011009")).isEmpty();
        assertThat(frame("82000800010500000000")).isEmpty();
        assertThat(frame("8200080001040500000000")).isEmpty();
        assertThat(frame("85000600010000" + "1b5b")).as("an escape sequence").isEmpty();
        assertThat(frame("85000600010000" + "c328")).as("no UTF-8").isEmpty();
        assertThat(frame("850007" + "00010000" + "e280ae"))
                .as("right-to-left override")
                .isEmpty();
        assertThat(frame("87000a" + "0001" + "0205" + "c0000207" + "9c40"))
                .as("family")
                .isEmpty();
        assertThat(frame("870016" + "0001" + "0206" + "00000000000000000000ffffc0000207" + "9c40"))
                .as("a mapped address")
                .isEmpty();
        assertThat(frame("890006" + "0001" + "00000005")).as("no server").isEmpty();
        assertThat(frame("860005" + "0001" + "3104aa"))
                .as("a TLV that runs past the end")
                .isEmpty();
        assertThat(frame("880003" + "0001" + "00")).as("candidates").isEmpty();
        assertThatThrownBy(() -> new Close(1, "a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PathRemove(16, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<? extends ReliableFrame> frame(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        reader.reset(octets, 0, octets.length);
        reader.next();
        return ReliableFrame.read(reader);
    }

    private List<Integer> frames(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        reader.reset(octets, 0, octets.length);
        List<Integer> types = new ArrayList<>();
        int type = reader.next();
        while (type >= 0) {
            types.add(type);
            type = reader.next();
        }
        if (reader.isBroken()) {
            types.add(type);
        }
        return types;
    }
}
