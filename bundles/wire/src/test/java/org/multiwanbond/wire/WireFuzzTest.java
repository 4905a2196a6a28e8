package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.control.AckFrame;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.CtrlAckFrame;
import org.multiwanbond.wire.control.FrameType;
import org.multiwanbond.wire.control.MtuFrame;
import org.multiwanbond.wire.control.PathToken;
import org.multiwanbond.wire.control.ProbeFrame;
import org.multiwanbond.wire.control.QualityFrame;
import org.multiwanbond.wire.control.ReliableFrame;

/** Feeds every parser of the data path with random and mutated octets: none may throw, whatever comes. */
class WireFuzzTest {

    private static final long SEED = 1_071;
    private static final int CASES = 1_000_000;

    private final Random random = new Random(SEED);
    private final DataPayload data = new DataPayload();
    private final FecPayload fec = new FecPayload();
    private final ControlReader reader = new ControlReader();
    private final ControlWriter writer = new ControlWriter();
    private final AckFrame ack = new AckFrame();
    private final ProbeFrame probe = new ProbeFrame();
    private final QualityFrame quality = new QualityFrame();
    private final Reassembly reassembly = new Reassembly();
    private final byte[] scratch = new byte[70_000];
    private final int[] verdicts = new int[DropReason.COUNT];

    @Test
    void survivesAMillionHostileOctetStrings() {
        System.out.println("seed " + SEED + " cases " + CASES);
        List<byte[]> corpus = FuzzCorpus.octets();
        for (int i = 0; i < CASES; i++) {
            byte[] octets = mutated(corpus.get(i % corpus.size()), i);
            try {
                parse(octets, i);
            } catch (RuntimeException e) {
                throw new AssertionError("case " + i + ": " + Arrays.toString(octets), e);
            }
        }
        System.out.println("verdicts " + Arrays.toString(verdicts));
        assertThat(verdicts[DropReason.OK]).isPositive();
        assertThat(verdicts[DropReason.PAYLOAD]).isPositive();
    }

    private byte[] mutated(byte[] seed, int number) {
        if (number % 5 == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(seed.length + 20) : seed.length;
        byte[] octets = Arrays.copyOf(seed, length);
        for (int left = random.nextInt(6); left > 0 && length > 0; left--) {
            int at = random.nextInt(3) == 0 ? random.nextInt(length) : random.nextInt(Math.min(length, 40));
            octets[at] = (byte) (random.nextBoolean() ? octets[at] ^ 1 << random.nextInt(8) : random.nextInt());
        }
        if (length >= 16 && random.nextBoolean()) {
            Header.finish(octets, 0, length - 16);
        }
        return octets;
    }

    private void parse(byte[] octets, int number) {
        verdicts[Header.check(octets, 0, octets.length)]++;
        int off = number % 2 == 0 ? 0 : Math.min(16, octets.length);
        int len = octets.length - off;
        parseData(octets, off, len, number);
        int repair = fec.read(octets, off, len);
        verdicts[repair]++;
        if (repair == DropReason.OK) {
            assertThat(fec.symbolOffset() + fec.symbolBytes()).isEqualTo(octets.length);
        }
        verdicts[SourceSymbol.restore(octets.clone(), off, len, data)]++;
        TlvList.read(octets, off, len).ifPresent(this::checkTlvs);
        AddressTlv.readInner(octets);
        AddressTlv.readRoute(octets);
        parseControl(octets, off, len);
    }

    private void parseData(byte[] octets, int off, int len, int number) {
        int reason = data.read(octets, off, len);
        verdicts[reason]++;
        if (reason != DropReason.OK) {
            return;
        }
        assertThat(data.innerOffset() + data.innerLengthBytes()).isEqualTo(octets.length);
        assertThat(data.innerLengthBytes()).isPositive();
        assertThat(data.write(scratch, 0)).isEqualTo(data.innerOffset() - off);
        assertThat(SourceSymbol.write(octets, off, len, scratch, 0)).isLessThanOrEqualTo(len);
        if (data.has(DataPayload.FRAGMENT)) {
            int unit = reassembly.offer(data.dsn() & 7, data, octets, number * 100_000L);
            if (unit > 0) {
                assertThat(reassembly.take(scratch, 0)).isEqualTo(unit);
            }
        }
    }

    private void checkTlvs(TlvList tlvs) {
        int end = tlvs.write(scratch, 0);
        assertThat(TlvList.read(scratch, 0, end)).hasValue(tlvs);
    }

    private void parseControl(byte[] octets, int off, int len) {
        reader.reset(octets, off, len);
        int frames = 0;
        for (int type = reader.next(); type >= 0; type = reader.next()) {
            assertThat(++frames).isLessThanOrEqualTo(len / 3);
            assertThat(reader.bodyOffset() + reader.bodyLengthBytes()).isLessThanOrEqualTo(octets.length);
            parseFrame(type);
        }
        verdicts[reader.isBroken() ? DropReason.PAYLOAD : DropReason.OK]++;
    }

    private void parseFrame(int type) {
        verdicts[ack.read(reader)]++;
        verdicts[probe.read(reader)]++;
        verdicts[quality.read(reader)]++;
        if (PathToken.isLegal(reader)) {
            PathToken.token(reader);
        }
        if (CtrlAckFrame.isLegal(reader)) {
            for (int i = 0; i < CtrlAckFrame.count(reader); i++) {
                CtrlAckFrame.messageId(reader, i);
            }
        }
        if (MtuFrame.isLegal(reader)) {
            MtuFrame.id(reader);
            if (type == FrameType.MTU_OK) {
                MtuFrame.sizeBytes(reader);
            }
        }
        ReliableFrame.read(reader).ifPresent(this::checkReliable);
    }

    private void checkReliable(ReliableFrame frame) {
        writer.reset(scratch, 0, scratch.length);
        assertThat(frame.write(writer, 1)).isTrue();
        ControlReader again = new ControlReader();
        again.reset(scratch, 0, writer.lengthBytes());
        assertThat(again.next()).isEqualTo(frame.type());
        Optional<ReliableFrame> second = ReliableFrame.read(again).map(found -> found);
        assertThat(second).hasValue(frame);
    }

    /** What mutation starts from: the packets of the vectors and one payload of every kind. */
    private static final class FuzzCorpus {

        private static List<byte[]> octets() {
            Vectors vectors = Vectors.load();
            List<byte[]> corpus = new ArrayList<>();
            for (String name : new String[] {"INIT", "RESP", "COOKIE_REPLY", "DATA s1 p5", "DATA s2 p0"}) {
                corpus.add(vectors.octets(name));
            }
            for (int type : new int[] {1, 5, 6, 8}) {
                corpus.add(HeaderTest.packet(type, 60));
            }
            corpus.addAll(payloads());
            List<byte[]> withHeader = new ArrayList<>();
            for (byte[] payload : payloads()) {
                byte[] packet = HeaderTest.packet(PacketType.CONTROL, payload.length + 16 + 16);
                packet = Arrays.copyOf(packet, payload.length + 16);
                System.arraycopy(payload, 0, packet, 16, payload.length);
                withHeader.add(packet);
            }
            corpus.addAll(withHeader);
            return corpus;
        }

        private static List<byte[]> payloads() {
            List<byte[]> payloads = new ArrayList<>();
            payloads.add(data(new DataPayload().begin(7, DataPayload.ORDERED, 0, 1)));
            payloads.add(data(new DataPayload().begin(8, 0, 1, 1).fragment(0, 2)));
            payloads.add(data(new DataPayload().begin(8, 0, 1, 1).fragment(1, 2).flowLink(3)));
            payloads.add(data(new DataPayload().begin(9, 0, 2, 1).flowLink(1).fecMember(5, 6)));
            byte[] repair = new byte[52];
            new FecPayload().begin(3, 10, 3, 1).write(repair, 0, 40);
            payloads.add(repair);
            byte[] aggregate = new byte[20];
            int inner = new DataPayload().begin(7, DataPayload.AGGREGATE, 0, 1).write(aggregate, 0);
            BigEndian.put16(aggregate, inner, 4);
            BigEndian.put16(aggregate, inner + 6, 4);
            payloads.add(aggregate);
            payloads.addAll(ControlCorpus.payloads());
            return payloads;
        }

        private static byte[] data(DataPayload view) {
            byte[] octets = new byte[view.prefixBytes() + 24];
            view.write(octets, 0);
            return octets;
        }
    }
}
