package org.multiwanbond.tunnel.tun;

import java.util.ArrayList;
import java.util.List;

/** A host that keeps every frame and answers as told. Confined to one test. */
final class RecordingHost implements FrameSink {
    final List<byte[]> frames = new ArrayList<>();
    final List<Integer> packets = new ArrayList<>();
    int answerToLarge = FrameSink.TAKEN;

    @Override
    public int give(Frame frame, int packetBytes, int packetCount) {
        byte[] octets = new byte[10 + packetBytes];
        frame.octets().get(0, octets);
        frames.add(octets);
        packets.add(packetCount);
        return packetCount > 1 ? answerToLarge : FrameSink.TAKEN;
    }
}
