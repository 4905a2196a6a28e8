package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.FecPayload;
import org.multiwanbond.wire.SourceSymbol;

class FecDecoderTest {
    private final Random random = Seed.random("FecDecoderTest");
    private final Packets packets = new Packets(random);

    private record Block(List<Packets.Sent> sources, List<byte[]> repairs) {}

    @Test
    void recoversWhenTheRepairsCameFirst() {
        FecLab lab = new FecLab(4, 2);
        Block block = block(lab, 4);
        block.repairs.forEach(repair -> repair(lab, repair));
        lab.source(block.sources.get(3).wire());
        assertThat(lab.recovered).isEmpty();
        lab.source(block.sources.get(1).wire());
        assertThat(lab.recovered).containsExactly(hex(block.sources.get(0)), hex(block.sources.get(2)));
        lab.source(block.sources.get(0).wire());
        repair(lab, block.repairs.get(0));
        assertThat(lab.recovered).hasSize(2);
        assertThat(lab.decoder.recoveredPackets()).isEqualTo(2);
    }

    @Test
    void countsADuplicateOnce() {
        FecLab lab = new FecLab(4, 2);
        Block block = block(lab, 4);
        for (int i = 0; i < 5; i++) {
            lab.source(block.sources.get(0).wire());
            lab.source(block.sources.get(1).wire());
            repair(lab, block.repairs.get(1));
        }
        assertThat(lab.recovered).isEmpty();
        repair(lab, block.repairs.get(0));
        assertThat(lab.recovered).hasSize(2);
    }

    @Test
    void keepsSixtyFourBlocks() {
        FecLab lab = new FecLab(4, 2);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i <= FecDecoder.BLOCKS; i++) {
            blocks.add(block(lab, 4));
            repair(lab, blocks.get(i).repairs.get(0));
            lab.source(blocks.get(i).sources.get(0).wire());
            lab.source(blocks.get(i).sources.get(1).wire());
        }
        assertThat(lab.decoder.unrecoveredPackets()).isEqualTo(2);
        blocks.forEach(block -> repair(lab, block.repairs.get(1)));
        assertThat(lab.recovered).hasSize(2 * FecDecoder.BLOCKS);
    }

    @Test
    void keepsWithinItsMemory() {
        FecLab lab = new FecLab(64, 32);
        // 8 KiB each: 512 fit into 4 MiB, far fewer than the 64 blocks bring.
        FecDecoder decoder = new FecDecoder(lab.codecs, (payload, off, len) -> lab.recovered.add("one"), 8_192);
        for (int i = 0; i < FecDecoder.BLOCKS; i++) {
            block(lab, 64).repairs.forEach(repair -> decoder.repair(repair, 0, repair.length));
        }
        assertThat(decoder.unrecoveredPackets()).isEqualTo(64 * 48);
        assertThat(lab.recovered).isEmpty();
    }

    @Test
    void givesUpABlockThatContradictsItself() {
        FecLab lab = new FecLab(4, 2);
        Block block = block(lab, 4);
        repair(lab, block.repairs.get(0));
        byte[] other = block.repairs.get(1).clone();
        other[8] = 5;
        assertThat(lab.decoder.repair(other, 0, other.length)).isEqualTo(DropReason.PAYLOAD);
        repair(lab, block.repairs.get(1));
        block.sources.subList(0, 3).forEach(source -> lab.source(source.wire()));
        assertThat(lab.recovered).isEmpty();
        assertThat(lab.decoder.refusedBlocks()).isOne();
    }

    @Test
    void refusesWhatNoSenderPutsIntoABlock() {
        assertThat(forged(3, 2, 0).recovered).hasSize(1);
        assertThat(forged(2, 2, 0).recovered).as("another class").isEmpty();
        assertThat(forged(3, 2, 1).recovered).as("padding that is not zero").isEmpty();
        assertThat(forged(3, Packets.LIMIT_BYTES, 0).recovered)
                .as("longer than the symbol")
                .isEmpty();
        assertThat(forged(3, 0, 0).recovered).as("nothing inside").isEmpty();
    }

    /** A block of two whose second source is said to be of this class and length, with this last octet. */
    private FecLab forged(int trafficClass, int contentBytes, int lastOctet) {
        FecLab lab = new FecLab(2, 1);
        byte[] first = packets.next(lab.encoder, 0, 0).wire();
        byte[][] symbols = new byte[3][Packets.LIMIT_BYTES];
        int symbolBytes = SourceSymbol.write(first, 0, first.length, symbols[0], 0);
        BigEndian.put16(symbols[1], 0, contentBytes);
        BigEndian.put16(symbols[1], 2, trafficClass);
        symbols[1][symbolBytes] = (byte) lastOctet;
        lab.codecs.codec(2, 1).encode(symbols, symbolBytes + 1);
        byte[] repair = new byte[FecPayload.HEADER_BYTES + symbolBytes + 1];
        int at = new FecPayload().begin(lab.encoder.block(), 2, 1, 0).write(repair, 0, symbolBytes + 1);
        System.arraycopy(symbols[2], 0, repair, at, symbolBytes + 1);
        lab.source(first);
        repair(lab, repair);
        return lab;
    }

    @Test
    void ignoresEverythingWhileThereIsNoCode() {
        FecLab lab = new FecLab(4, 2);
        Block block = block(lab, 4);
        lab.codecs.drop();
        lab.source(block.sources.get(0).wire());
        block.repairs.forEach(repair -> repair(lab, repair));
        assertThat(lab.recovered).isEmpty();
    }

    private Block block(FecLab lab, int k) {
        List<Packets.Sent> sources = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            sources.add(packets.next(lab.encoder, 0, 0));
        }
        return new Block(sources, lab.repairs(0));
    }

    private static void repair(FecLab lab, byte[] repair) {
        assertThat(lab.decoder.repair(repair, 0, repair.length)).isEqualTo(DropReason.OK);
    }

    private static String hex(Packets.Sent sent) {
        return FecLab.hex(sent.recovered());
    }
}
