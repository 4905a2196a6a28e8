package org.multiwanbond.engine.fec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.multiwanbond.codec.reedsolomon.ReedSolomon;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;

/** An encoder, a decoder and what the decoder brought back, in hexadecimal. Confined to its test. */
final class FecLab {
    final CodecCache codecs = new CodecCache();
    final FecEncoder encoder = new FecEncoder(codecs, new BlockNumbers(), Packets.LIMIT_BYTES, FecEncoder.FLUSH_NS);
    final List<String> recovered = new ArrayList<>();
    final FecDecoder decoder = new FecDecoder(
            codecs,
            (payload, off, len) -> recovered.add(hex(Arrays.copyOfRange(payload, off, off + len))),
            Packets.LIMIT_BYTES);

    private final DataPayload view = new DataPayload();

    FecLab(int sourceSymbols, int repairSymbols) {
        codecs.use(new ReedSolomon());
        encoder.shape(sourceSymbols, repairSymbols);
    }

    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /** The repair payloads that wait, after {@code nowNs} was told. */
    List<byte[]> repairs(long nowNs) {
        List<byte[]> repairs = new ArrayList<>();
        int count = encoder.isReady(nowNs) ? encoder.repairs() : 0;
        for (int i = 0; i < count; i++) {
            byte[] out = new byte[encoder.repairBytes()];
            encoder.writeRepair(i, out, 0);
            repairs.add(out);
        }
        return repairs;
    }

    /** Feeds the decoder as the receiver does. */
    void source(byte[] wire) {
        if (view.read(wire, 0, wire.length) == DropReason.OK && view.has(DataPayload.FEC_MEMBER)) {
            decoder.source(view, wire, 0, wire.length);
        }
    }
}
