package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.receive.ReceiveLab.ELSEWHERE;
import static org.multiwanbond.engine.receive.ReceiveLab.SESSION;
import static org.multiwanbond.engine.receive.ReceiveLab.home;
import static org.multiwanbond.engine.receive.ReceiveLab.patched;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.status.DropCount;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.cipher.chacha20.ChaCha20Poly1305;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.wire.PacketType;

/** Protocol §4: each step has its own drop counter. */
class ReceiveOrderTest {
    private final ReceiveLab lab = new ReceiveLab(new Aes256Gcm(), 1, new Random(4));

    private void assertDropped(byte[] packet, String reason) {
        assertDropped(packet, home(0), reason);
    }

    private void assertDropped(byte[] packet, Endpoint from, String reason) {
        long before = lab.dropped();
        long ofReason = lab.dropped(reason);
        long delivered = lab.tunnel.packets;
        lab.deliver(packet, from);
        assertThat(lab.dropped(reason)).as(reason).isEqualTo(ofReason + 1);
        assertThat(lab.dropped()).isEqualTo(before + 1);
        assertThat(lab.tunnel.packets).isEqualTo(delivered);
    }

    private static byte[] with(byte[] packet, int at, int value) {
        byte[] copy = packet.clone();
        copy[at] = (byte) value;
        return copy;
    }

    @Test
    void deliversAGenuinePacket() {
        lab.deliver(lab.data(0, 0, 0), home(0));
        assertThat(lab.tunnel.packets).isEqualTo(1);
        assertThat(lab.dropped()).isZero();
    }

    @Test
    void countsWhatTheHeaderAloneTells() {
        byte[] genuine = lab.data(0, 0, 0);
        assertDropped(new byte[16], "short");
        assertDropped(patched(with(genuine, 0, 0x21)), "version");
        assertDropped(with(genuine, 13, genuine[13] + 1), "length");
        assertDropped(with(genuine, 15, genuine[15] + 1), "checksum");
        assertDropped(patched(with(genuine, 0, 0x17)), "malformed");
        lab.deliver(genuine, home(0));
        assertThat(lab.tunnel.packets).isEqualTo(1);
    }

    @Test
    void countsWhatTheSessionRefusesBeforeDecryption() {
        byte[] genuine = lab.data(0, 0, 0);
        assertDropped(patched(with(genuine, 3, (SESSION & 0xff) + 1)), "nosession");
        assertDropped(patched(with(genuine, 1, 0x08)), "epoch");
        lab.deliver(genuine, home(0));
        assertDropped(genuine, "replay");
    }

    @Test
    void letsOnlyAFewStrangersIntoTheSlowLane() {
        for (int i = 0; i < 50; i++) {
            lab.arrives(lab.keepalive(0, i), ELSEWHERE);
        }
        lab.run();
        assertThat(Drops.sum(List.of(lab.drops))).containsExactly(new DropCount("slowlane", 40));
        assertThat(lab.session.pathCounters().get(0)).isEqualTo(10);
    }

    @Test
    void countsWhatDecryptionShows() {
        byte[] genuine = lab.data(0, 0, 0);
        assertDropped(with(genuine, 20, genuine[20] + 1), "auth");
        assertDropped(lab.sealed(PacketType.DATA, 0, 1, new byte[9]), "not-ip");
        assertDropped(lab.sealed(PacketType.DATA, 0, 2, new byte[] {0, 0, 0, 0, (byte) 0x80, 0, 0, 0, 1}), "payload");
        assertDropped(lab.sealed(PacketType.FEC, 0, 3, new byte[20]), "payload");
        assertDropped(lab.data(3, 0, 1), home(3), "nopath");
    }

    @Test
    void refusesASecondCopyWithinTheSameBatch() {
        byte[] genuine = lab.data(0, 5, 0);
        lab.arrives(genuine, home(0));
        lab.arrives(genuine, home(0));
        lab.run();
        assertThat(lab.tunnel.packets).isEqualTo(1);
        assertThat(Drops.sum(List.of(lab.drops))).containsExactly(new DropCount("replay", 1));
    }

    @Test
    void deliversTheGenuinePacketAfterAForgedOneOfTheSameNumber() {
        ReceiveLab chacha = new ReceiveLab(new ChaCha20Poly1305(), 2, new Random(5));
        for (ReceiveLab each : List.of(lab, chacha)) {
            byte[] genuine = each.data(1, 7, 0);
            byte[] forged = with(genuine, genuine.length - 1, genuine[genuine.length - 1] ^ 1);
            each.arrives(forged, home(1));
            each.arrives(genuine, home(1));
            each.arrives(forged, home(1));
            each.run();
            assertThat(each.tunnel.packets).isEqualTo(1);
            assertThat(each.dropped("auth")).isEqualTo(2);
        }
    }

    @Test
    void takesPreviousCurrentAndPendingEpochAndNoOther() {
        byte[] old = lab.data(0, 0, 0);
        byte[] older = lab.data(0, 1, 1);
        lab.gate.keys().offer(lab.newEpoch(1));
        lab.deliver(lab.data(0, 2, 2), home(0));
        assertThat(lab.confirmations).isEqualTo(1);
        lab.deliver(old, home(0));
        assertThat(lab.tunnel.packets).isEqualTo(2);
        assertDropped(patched(with(lab.data(0, 9, 9), 1, 0x0c)), "epoch");
        lab.nowNs += 10_001 * ReceiveLab.MS;
        lab.run();
        lab.loop.handle(lab.nowNs);
        assertDropped(older, "epoch");
    }

    @Test
    void opensNothingAfterTheSessionEnded() {
        byte[] genuine = lab.data(0, 0, 0);
        lab.loop.remove(lab.gate, () -> lab.delivering.remove(lab.session));
        assertDropped(genuine, "nosession");
    }
}
