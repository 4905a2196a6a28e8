package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.send.SenderLab.MS;
import static org.multiwanbond.engine.send.SenderLab.at;
import static org.multiwanbond.engine.send.SenderLab.plan;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.FrameType;
import org.multiwanbond.wire.control.PathAdd;
import org.multiwanbond.wire.control.PathStatus;
import org.multiwanbond.wire.control.PathToken;
import org.multiwanbond.wire.control.ProbeFrame;
import org.multiwanbond.wire.control.RekeyRequest;

class SessionSenderTest {
    private static final int FULL = 1_200;

    private SenderLab lab(boolean initiator) {
        SenderLab lab = new SenderLab(initiator, new Random(3));
        lab.sender.addFirstPath(plan(0), at(0), lab.nowNs);
        lab.sent();
        return lab;
    }

    private static PacketBatch inner(int packets) {
        PacketBatch batch = new PacketBatch(packets, packets * 100);
        for (int i = 0; i < packets; i++) {
            batch.slab()[batch.freeOffset()] = 0x45;
            batch.slab()[batch.freeOffset() + 3] = 60;
            batch.append(60);
        }
        return batch;
    }

    @Test
    void saysGoodByeUnderAnIdNoOtherFrameHad() {
        SenderLab from = lab(true);
        SenderLab to = lab(false);
        from.sender.send(new RekeyRequest(0), from.nowNs);
        from.tick();
        from.sender.close(1, "shutdown", from.nowNs);
        from.sent().forEach(packet -> to.receives(0, at(0), 100, packet.payload(), packet.payload().length));
        assertThat(to.frames).containsExactly(new RekeyRequest(0), new Close(1, "shutdown"));
    }

    @Test
    void doesNotTakeAnIdlePeerForDeadWhenTrafficBegins() {
        SenderLab lab = lab(true);
        lab.tick();
        lab.nowNs += 4_900 * MS;
        lab.sender.offer(inner(1), 0, 1, lab.nowNs);
        lab.sender.tick(lab.nowNs);
        assertThat(lab.dead).isZero();
        for (int i = 0; i < 400 && lab.dead == 0; i++) {
            lab.nowNs += 10 * MS;
            lab.sender.tick(lab.nowNs);
        }
        assertThat(lab.dead).isEqualTo(1);
    }

    @Test
    void asksAgainForTheAnswerToItsOwnChallengeWithinThreeTimesWhatCame() {
        SenderLab server = lab(false);
        server.receives(0, 100, writer -> new PathAdd(1, 0, 0, 0, "lte").write(writer, 9));
        server.sent();
        server.receives(1, FULL, writer -> writer.pathChallenge(42));
        for (int i = 0; i < 300; i++) {
            server.nowNs += 10 * MS;
            server.tick();
        }
        List<SenderLab.Packet> onPath =
                server.sent().stream().filter(packet -> packet.path() == 1).toList();
        assertThat(onPath).hasSize(3).allMatch(packet -> packet.datagramBytes() == FULL);
        assertThat(onPath).allMatch(packet -> packet.to().equals(at(1)));
        ControlReader last = new ControlReader();
        last.reset(onPath.get(2).payload(), 0, onPath.get(2).payload().length);
        assertThat(last.next()).isEqualTo(FrameType.PATH_CHALLENGE);
        long token = PathToken.token(last);
        server.receives(1, FULL, writer -> writer.pathResponse(token));
        assertThat(server.changes).contains("validated 1", "1 ACTIVE");
    }

    @Test
    void neverSendsAStrangerMoreThanThreeTimesWhatItGot() {
        SenderLab server = lab(false);
        server.receives(0, 100, writer -> new PathAdd(1, 0, 0, 0, "lte").write(writer, 9));
        server.sent();
        server.receives(1, 2_048, SessionSenderTest::manyChallenges);
        assertThat(server.sent().stream()
                        .mapToInt(SenderLab.Packet::datagramBytes)
                        .sum())
                .isLessThanOrEqualTo(3 * 2_048);
        server.receives(1, 60, writer -> writer.pathChallenge(4));
        assertThat(server.sent()).isEmpty();
    }

    private static void manyChallenges(ControlWriter writer) {
        for (int i = 0; i < 150; i++) {
            writer.pathChallenge(i);
        }
    }

    @Test
    void actsOnAnAnswerToAChallengeOnce() {
        SenderLab client = lab(true);
        client.sender.addPath(plan(1), at(1), client.nowNs);
        client.tick();
        ControlReader reader = new ControlReader();
        long token = client.sent().stream()
                .filter(packet -> packet.path() == 1)
                .peek(packet -> reader.reset(packet.payload(), 0, packet.payload().length))
                .mapToLong(packet -> reader.next() == FrameType.PATH_CHALLENGE ? PathToken.token(reader) : 0)
                .findFirst()
                .orElseThrow();
        client.receives(1, FULL, writer -> {
            writer.pathResponse(token);
            writer.pathResponse(token);
        });
        assertThat(client.changes.stream().filter("validated 1"::equals)).hasSize(1);
    }

    @Test
    void takesBackThatAPathIsDownWhenItIsUsableAgain() {
        SenderLab client = lab(true);
        client.tick();
        client.sender.socketFailed(0, "Network is down", client.nowNs);
        assertThat(client.changes).endsWith("0 DOWN");
        client.sent();
        for (int i = 0;
                i < 200 && !client.changes.get(client.changes.size() - 1).equals("0 ACTIVE");
                i++) {
            client.nowNs += 10 * MS;
            client.tick();
            answerAll(client);
        }
        assertThat(client.changes).endsWith("0 ACTIVE");
        client.nowNs += 10 * MS;
        client.tick();
        assertThat(client.sentFrames()).doesNotContain(FrameType.PATH_STATUS);
    }

    /** A peer that answers probes and challenges. */
    private static void answerAll(SenderLab lab) {
        for (SenderLab.Packet packet : lab.sent()) {
            ControlReader reader = new ControlReader();
            reader.reset(packet.payload(), 0, packet.payload().length);
            ProbeFrame probe = new ProbeFrame();
            for (int type = reader.next(); type >= 0; type = reader.next()) {
                assertThat(type).isNotEqualTo(FrameType.PATH_STATUS);
                if (type == FrameType.PATH_CHALLENGE) {
                    long token = PathToken.token(reader);
                    lab.receives(packet.path(), FULL, writer -> writer.pathResponse(token));
                } else if (type == FrameType.PROBE && probe.read(reader) == DropReason.OK) {
                    lab.receives(packet.path(), 60, writer -> writer.probeReply(probe, 0, 0));
                }
            }
        }
    }

    @Test
    void keepsReliableFramesUntilAPathIsUsable() {
        SenderLab client = new SenderLab(true, new Random(3));
        client.sender.send(new PathStatus(3, PathStatus.DOWN, 0), client.nowNs);
        for (int i = 0; i < 100; i++) {
            client.nowNs += 200 * MS;
            assertThat(client.sender.tick(client.nowNs)).isGreaterThan(client.nowNs);
        }
        client.sender.addFirstPath(plan(0), at(0), client.nowNs);
        client.tick();
        assertThat(client.sentFrames()).contains(FrameType.PATH_STATUS);
    }

    @Test
    void sendsNothingUnderAWipedKey() {
        SenderLab client = lab(true);
        client.tick();
        client.sent();
        client.sender.dispose();
        client.sender.offer(inner(20), 0, 20, client.nowNs);
        client.sender.flush();
        client.sender.send(new RekeyRequest(0), client.nowNs);
        client.nowNs += 200 * MS;
        client.tick();
        client.receives(0, 100, writer -> new RekeyRequest(0).write(writer, 1));
        client.receives(0, FULL, writer -> writer.pathChallenge(1));
        client.sender.close(0, "", client.nowNs);
        assertThat(client.sent()).isEmpty();
    }

    @Test
    void allocatesNothingInATurnInWhichNothingHappens() {
        SenderLab client = lab(true);
        client.tick();
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        client.sender.tick(client.nowNs);
                    }
                }))
                .isZero();
    }

    @Test
    void staysSaneWhateverAnAuthenticatedPeerSays() {
        Random random = Seed.random("hostile frames");
        for (boolean initiator : new boolean[] {true, false}) {
            SenderLab lab = lab(initiator);
            int spinning = 0;
            for (int i = 0; i < 50_000; i++) {
                byte[] payload = hostile(random);
                lab.receives(
                        random.nextInt(16),
                        at(random.nextInt(3)),
                        100 + random.nextInt(1_400),
                        payload,
                        payload.length);
                lab.nowNs += random.nextInt(3) == 0 ? random.nextInt(20_000_000) : 0;
                spinning = lab.sender.tick(lab.nowNs) <= lab.nowNs ? spinning + 1 : 0;
                assertThat(spinning).as("turns without a rest").isLessThan(10);
                lab.transport.sent.clear();
                lab.frames.clear();
                lab.changes.clear();
            }
            assertThat(lab.sender.report(lab.nowNs)).hasSizeLessThanOrEqualTo(16);
            lab.sender.addFirstPath(plan(0), at(0), lab.nowNs);
            lab.tick();
            assertThat(lab.sender.path(0).life().state()).isEqualTo(PathState.ACTIVE);
        }
    }

    private static byte[] hostile(Random random) {
        byte[] payload = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 1_400 : 120)];
        random.nextBytes(payload);
        int at = 0;
        while (at + 3 < payload.length) {
            int type = random.nextBoolean() ? 0x80 + random.nextInt(12) : random.nextInt(12);
            int length = Math.min(random.nextInt(60), payload.length - at - 3);
            payload[at] = (byte) type;
            payload[at + 1] = 0;
            payload[at + 2] = (byte) length;
            if (random.nextBoolean() && length > 3) {
                payload[at + 3 + random.nextInt(4)] = (byte) random.nextInt(16);
            }
            at += 3 + length;
        }
        return payload;
    }
}
