package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.handshake.HandshakeLab.MS;
import static org.multiwanbond.engine.handshake.HandshakeLab.SECOND;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.wire.handshake.Lsid;

class HandshakeTest {
    @TempDir
    Path folder;

    private HandshakeLab lab;

    @BeforeEach
    void build() {
        lab = new HandshakeLab(folder);
    }

    @Test
    void aNewSessionGivesBothEndsTheSameKeys() {
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();

        EstablishedKeys client = lab.established.get(0);
        EstablishedKeys server = lab.pending.get(0);
        assertThat(HandshakeLab.sameSecrets(client, server)).isTrue();
        assertThat(client.localSessionId()).isEqualTo(server.remoteSessionId()).isPositive();
        assertThat(client.remoteSessionId()).isEqualTo(server.localSessionId()).isPositive();
        assertThat(client.lsid()).isEqualTo(server.lsid()).isNotEqualTo(Lsid.NONE);
        assertThat(client.suite())
                .as("the responder's first choice")
                .isEqualTo(1)
                .isEqualTo(server.suite());
        assertThat(client.epoch()).isZero();
        assertThat(client.mode()).isEqualTo(HandshakeMode.NEW);
        assertThat(client.initiator()).isTrue();
        assertThat(server.initiator()).isFalse();
        assertThat(server.peerId()).isEqualTo("office");
        assertThat(client.terms().lease()).containsExactly(Prefix.parse("10.99.0.2/24"), Prefix.parse("fd99::2/64"));
        assertThat(client.terms().innerMtuBytes()).isEqualTo(1_398);
        assertThat(server.terms().innerMtuBytes()).isEqualTo(1_400);
        assertThat(server.terms().maxPaths()).isEqualTo(16);
        assertThat(lab.initiator.outstanding()).isFalse();
        assertThat(lab.initiator.problem(lab.nowNs)).isEmpty();
        assertThat(lab.clocksOff).isEmpty();
        assertThat(lab.confirm()).isTrue();
        lab.run(6 * SECOND);
        assertThat(lab.forgotten).isEmpty();
    }

    @Test
    void anUnconfirmedSetIsForgottenAfterFiveSeconds() {
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        lab.run(4_900 * MS);
        assertThat(lab.responder.pendingCount()).isEqualTo(1);
        lab.run(200 * MS);
        assertThat(lab.responder.pendingCount()).isZero();
        assertThat(lab.forgotten).isEqualTo(lab.pending);
    }

    @Test
    void rekeyingKeepsIdsAndRaisesTheEpoch() {
        connect();
        KnownSession session = lab.clientSession();
        lab.run(120 * SECOND);
        lab.initiator.rekey(session, lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        EstablishedKeys client = lab.established.get(1);
        EstablishedKeys server = lab.pending.get(1);
        assertThat(HandshakeLab.sameSecrets(client, server)).isTrue();
        assertThat(client.epoch()).isEqualTo(1).isEqualTo(server.epoch());
        assertThat(client.mode()).isEqualTo(HandshakeMode.REKEY).isEqualTo(server.mode());
        assertThat(client.localSessionId()).isEqualTo(session.localSessionId());
        assertThat(client.remoteSessionId()).isEqualTo(session.remoteSessionId());
        assertThat(server.localSessionId()).isEqualTo(session.remoteSessionId());
        assertThat(client.lsid()).isEqualTo(session.lsid());
        assertThat(lab.confirm()).isTrue();
    }

    @Test
    void rekeyingIsRefusedWithTheWrongEpochOrAnotherPeersSession() {
        connect();
        KnownSession right = lab.clientSession();
        KnownSession epoch =
                new KnownSession("", right.lsid(), right.localSessionId(), right.remoteSessionId(), right.epoch() + 1);
        lab.initiator.rekey(epoch, lab.nowNs);
        assertThat(lab.connects(2 * SECOND)).isFalse();

        KnownSession known = lab.bySessionId.get(right.remoteSessionId());
        lab.bySessionId.put(
                right.remoteSessionId(),
                new KnownSession("other", known.lsid(), known.localSessionId(), known.remoteSessionId(), 0));
        lab.initiator.rekey(right, lab.nowNs);
        assertThat(lab.connects(2 * SECOND)).isFalse();
        assertThat(lab.responder.refused(HandshakeRefusal.SESSION)).isGreaterThan(4);
        assertThat(lab.responder.pendingCount()).isZero();
    }

    @Test
    void resumingAKnownSessionTakesNewIdsAndKeepsTheName() {
        connect();
        KnownSession session = lab.clientSession();
        lab.initiator.resume(session.lsid(), lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        EstablishedKeys client = lab.established.get(1);
        assertThat(client.resumed()).isTrue();
        assertThat(client.lsid()).isEqualTo(session.lsid());
        assertThat(client.localSessionId()).isNotEqualTo(session.localSessionId());
        assertThat(client.remoteSessionId()).isNotEqualTo(session.remoteSessionId());
        assertThat(client.epoch()).isZero();
        assertThat(lab.pending.get(1).resumed()).isTrue();
        assertThat(lab.confirm()).isTrue();
    }

    @Test
    void resumingASessionTheServerForgotGivesANewOne() {
        connect();
        Lsid old = lab.clientSession().lsid();
        lab.byLsid.clear();
        lab.bySessionId.clear();
        lab.startServer();
        lab.initiator.resume(old, lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.established.get(1).resumed()).isFalse();
        assertThat(lab.established.get(1).lsid()).isNotEqualTo(old);
        assertThat(lab.confirm()).isTrue();
    }

    @Test
    void resumingAnotherPeersSessionGivesANewOne() {
        connect();
        Lsid old = lab.clientSession().lsid();
        lab.byLsid.put(old, new KnownSession("other", old, 5, 6, 0));
        lab.initiator.resume(old, lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.pending.get(1).resumed()).isFalse();
        assertThat(lab.pending.get(1).lsid()).isNotEqualTo(old);
    }

    @Test
    void deadLinksDoNotKeepTheLivingOneFromConnecting() {
        threeLinks();
        lab.deadUp.addAll(List.of(0, 1));
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.establishedOn.get(0).name()).isEqualTo("lte");
        assertThat(lab.confirm()).isTrue();
    }

    @Test
    void linksThatCarryOnlyUpDoNotKeepTheWholeOneFromConnecting() {
        threeLinks();
        lab.deadDown.addAll(List.of(0, 1));
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(500 * MS)).isTrue();
        assertThat(lab.establishedOn.get(0).name()).isEqualTo("lte");
        assertThat(lab.confirm()).isTrue();
    }

    @Test
    void slowLinksDoNotPushOutTheKeysTheClientIsAboutToConfirm() {
        threeLinks();
        for (long rttMs : new long[] {50, 250, 700, 1_500, 2_300}) {
            for (int link = 0; link < 3; link++) {
                lab.oneWayNs[link] = rttMs * MS / 2;
            }
            lab.initiator.open(lab.nowNs);
            assertThat(lab.connects(5 * SECOND)).as("rttMs=%d", rttMs).isTrue();
            lab.run(rttMs * MS / 2);
            assertThat(lab.confirm()).as("rttMs=%d", rttMs).isTrue();
            lab.run(20 * SECOND);
        }
    }

    @Test
    void rekeyingOverSlowLinksKeepsOneSetPerSession() {
        threeLinks();
        connect();
        for (int link = 0; link < 3; link++) {
            lab.oneWayNs[link] = 350 * MS;
        }
        lab.initiator.rekey(lab.clientSession(), lab.nowNs);
        assertThat(lab.connects(3 * SECOND)).isTrue();
        assertThat(lab.pending).hasSize(2);
        assertThat(lab.confirm()).isTrue();
    }

    @Test
    void lossOnlyDelays() {
        for (int round = 0; round < 50; round++) {
            lab.initiator.open(lab.nowNs);
            long before = lab.nowNs;
            while (lab.initiator.outstanding() && lab.nowNs - before < 60 * SECOND) {
                lose(lab.deadUp);
                lose(lab.deadDown);
                lab.run(20 * MS);
            }
            assertThat(lab.initiator.outstanding()).isFalse();
            assertThat(lab.confirm()).isTrue();
            lab.run(6 * SECOND);
        }
    }

    @Test
    void aLeaseOfManyAddressesIsCutToWhatFits() {
        lab.lease.clear();
        for (int i = 0; i < 20; i++) {
            lab.lease.add(Prefix.parse("fd99::" + i + "/64"));
        }
        lab.admit("office", lab.clientKey, lab.psk);
        connect();
        assertThat(lab.established.get(0).terms().lease()).hasSize(4);
        assertThat(lab.pending.get(0).terms().lease()).hasSize(20);
    }

    private void lose(Set<Integer> dead) {
        dead.clear();
        if (lab.random.nextInt(100) < 30) {
            dead.add(0);
        }
    }

    private void threeLinks() {
        lab.links.add(HandshakeLab.link("starlink", 1));
        lab.links.add(HandshakeLab.link("lte", 2));
    }

    private void connect() {
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.confirm()).isTrue();
    }
}
