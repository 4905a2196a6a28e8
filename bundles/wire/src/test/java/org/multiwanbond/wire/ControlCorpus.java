package org.multiwanbond.wire;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.wire.control.AckFrame;
import org.multiwanbond.wire.control.ClassPolicy;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ConfigPush;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.FecConfig;
import org.multiwanbond.wire.control.Migrate;
import org.multiwanbond.wire.control.ObservedAddress;
import org.multiwanbond.wire.control.PathAdd;
import org.multiwanbond.wire.control.PathRemove;
import org.multiwanbond.wire.control.PathStatus;
import org.multiwanbond.wire.control.ProbeFrame;
import org.multiwanbond.wire.control.QualityFrame;
import org.multiwanbond.wire.control.RekeyRequest;
import org.multiwanbond.wire.control.ReliableFrame;

/** Legal CONTROL payloads, one frame of every kind. Thread-safe: it has no state. */
final class ControlCorpus {

    private ControlCorpus() {}

    static List<byte[]> payloads() {
        byte[] buf = new byte[400];
        ControlWriter out = new ControlWriter();
        List<byte[]> payloads = new ArrayList<>();
        for (ReliableFrame frame : reliable()) {
            out.reset(buf, 0, buf.length);
            frame.write(out, 0x1234);
            out.keepalive();
            payloads.add(Arrays.copyOf(buf, out.lengthBytes()));
        }
        out.reset(buf, 0, buf.length);
        unreliable(out);
        payloads.add(Arrays.copyOf(buf, out.lengthBytes()));
        return payloads;
    }

    private static List<ReliableFrame> reliable() {
        Prefix route = Prefix.parse("10.0.0.0/8");
        return List.of(
                new PathAdd(1, 2, 3, 4, "fiber"),
                new PathRemove(1, 2),
                new PathStatus(1, PathStatus.ACTIVE, 5),
                new FecConfig(3, 1, 10, 3, 10),
                new RekeyRequest(1),
                new Close(0, "bye"),
                new ConfigPush(TlvList.EMPTY
                        .with(TlvType.ROUTE, AddressTlv.route(route))
                        .with(TlvType.DNS_SERVER, (byte) 9, (byte) 9, (byte) 9, (byte) 9)),
                new ObservedAddress(1, Addresses.parse("2001:db8::1"), 7000),
                new Migrate(9, List.of(new InetSocketAddress(Addresses.parse("192.0.2.1"), 7000))),
                new ClassPolicy(1, 2, 3, 4));
    }

    private static void unreliable(ControlWriter out) {
        ReplayWindow window = new ReplayWindow();
        window.mark(3);
        window.mark(5);
        AckFrame ack = new AckFrame();
        ack.fill(2, window, 0);
        ack.write(out);
        out.ctrlAck(9);
        new QualityFrame().path(1, 2).holdMs(3).write(out);
        out.probe(1, 2, 20);
        out.probeReply(probe(), 3, 4);
        out.pathChallenge(5);
        out.pathResponse(6);
        out.mtuProbe(7, 30);
        out.mtuOk(7, 1_400);
        out.padTo(300);
    }

    private static ProbeFrame probe() {
        byte[] buf = new byte[40];
        ControlWriter out = new ControlWriter();
        out.reset(buf, 0, buf.length);
        out.probe(1, 2, ProbeFrame.BODY_BYTES);
        ControlReader reader = new ControlReader();
        reader.reset(buf, 0, out.lengthBytes());
        reader.next();
        ProbeFrame probe = new ProbeFrame();
        probe.read(reader);
        return probe;
    }
}
