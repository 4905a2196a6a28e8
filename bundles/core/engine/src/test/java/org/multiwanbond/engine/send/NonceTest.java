package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.send.SenderLab.MS;
import static org.multiwanbond.engine.send.SenderLab.at;
import static org.multiwanbond.engine.send.SenderLab.plan;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.keys.CountingSuite;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.FrameType;
import org.multiwanbond.wire.control.PathToken;

/** Protocol §11 N: no pair of key and nonce twice. */
class NonceTest {
    private static final int PACKETS = 1_000_000;
    private static final int PATHS = 16;
    private static final int EPOCHS = 4;
    /** Packets that always wait, so that every path is filled. */
    private static final int WAITING = 1_000;

    private final Random random = Seed.random("nonces", 7);

    private static PacketBatch inner(int flows) {
        PacketBatch batch = new PacketBatch(64, 64 * 100);
        for (int i = 0; i < 64; i++) {
            int off = batch.freeOffset();
            batch.slab()[off] = 0x45;
            batch.slab()[off + 3] = 60;
            batch.slab()[off + 19] = (byte) (i % flows);
            batch.append(60);
        }
        return batch;
    }

    /** Answers challenges, so that added paths become usable. */
    private static void answer(SenderLab lab) {
        ControlReader reader = new ControlReader();
        for (SenderLab.Packet packet : lab.sent()) {
            reader.reset(packet.payload(), 0, packet.payload().length);
            if (packet.type() == PacketType.CONTROL && reader.next() == FrameType.PATH_CHALLENGE) {
                long token = PathToken.token(reader);
                lab.receives(packet.path(), 1_200, writer -> writer.pathResponse(token));
            }
        }
    }

    @Test
    void isNeverUsedTwiceThroughReKeysAndPathsThatGoAndCome() {
        CountingSuite suite = new CountingSuite(Long.MAX_VALUE);
        SenderLab lab = new SenderLab(true, random, suite);
        lab.sender.addFirstPath(plan(0), at(0), lab.nowNs);
        for (int path = 1; path < PATHS; path++) {
            lab.sender.addPath(plan(path), at(path), lab.nowNs);
        }
        lab.tick();
        answer(lab);
        PacketBatch batch = inner(7);
        int epoch = 0;
        for (int turn = 1; suite.sealed() < PACKETS; turn++) {
            if (lab.sender.waitingPackets() < WAITING) {
                lab.sender.offer(batch, 0, batch.count(), lab.nowNs);
            }
            if (turn % 3 == 0) {
                lab.sender.flush();
            }
            if (turn % 10 == 0) {
                lab.nowNs += MS;
                lab.tick();
            }
            if (turn % 100 == 0) {
                int path = 1 + random.nextInt(PATHS - 1);
                lab.sender.removePath(path, 0, lab.nowNs);
                lab.sender.addPath(plan(path), at(path + random.nextInt(3)), lab.nowNs);
                lab.tick();
                answer(lab);
            }
            if (suite.sealed() >= (epoch + 1) * (PACKETS / EPOCHS) && epoch < EPOCHS - 1) {
                lab.sender.keys(lab.newEpoch(++epoch), lab.nowNs);
            }
            lab.acknowledgeAll();
        }
        lab.sender.dispose();
        assertThat(suite.keys()).isEqualTo(EPOCHS * PATHS);
        assertThat(lab.sender.report(lab.nowNs)).hasSize(PATHS);
        assertThat(suite.repeated()).isZero();
    }

    @Test
    void stopsAtTheLimitOfTheKeyWhateverIsAskedOfIt() {
        CountingSuite suite = new CountingSuite(500);
        SenderLab lab = new SenderLab(true, random, suite);
        lab.sender.addFirstPath(plan(0), at(0), lab.nowNs);
        PacketBatch batch = inner(1);
        for (int i = 0; i < 50; i++) {
            lab.nowNs += 10 * MS;
            lab.sender.offer(batch, 0, batch.count(), lab.nowNs);
            lab.receives(0, 1_200, writer -> writer.pathChallenge(1));
            lab.receives(0, 1_200, writer -> writer.probe(1, 1, 12));
            lab.tick();
            lab.acknowledgeAll();
        }
        assertThat(suite.sealed()).isEqualTo(500);
        assertThat(lab.worn).isEqualTo(1);
        assertThat(lab.sender.waitingPackets()).isPositive();
        lab.sender.keys(lab.newEpoch(1), lab.nowNs);
        for (int i = 0; i < 50; i++) {
            lab.nowNs += 10 * MS;
            lab.tick();
            lab.acknowledgeAll();
        }
        assertThat(suite.sealed()).isGreaterThan(900).isLessThanOrEqualTo(1_000);
        assertThat(suite.repeated()).isZero();
    }
}
