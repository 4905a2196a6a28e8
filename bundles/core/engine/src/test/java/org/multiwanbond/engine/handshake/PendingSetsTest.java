package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.wire.handshake.Lsid;

class PendingSetsTest {
    @TempDir
    Path folder;

    private HandshakeLab lab;
    private EstablishedKeys keys;
    private PendingSets sets;

    @BeforeEach
    void build() {
        lab = new HandshakeLab(folder);
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(HandshakeLab.SECOND)).isTrue();
        keys = lab.pending.get(0);
        HandshakeSink sink = lab.sink();
        sets = new PendingSets(sink, lab.serverIds);
    }

    @Test
    void thereAreNeverMoreThan1024() {
        for (int i = 0; i < 3_000; i++) {
            offer("peer" + i, HandshakeMode.NEW, 5, true, i);
        }
        assertThat(sets.size()).isEqualTo(PendingSets.MOST);
        assertThat(lab.forgotten).isEmpty();
    }

    @Test
    void whenAllAreTakenAFreshOneMayDisplaceAStaleOneOfAnybody() {
        assertThat(offer("stale", HandshakeMode.NEW, 5, false, 0)).isTrue();
        for (int i = 0; i < PendingSets.MOST; i++) {
            offer("peer" + i, HandshakeMode.NEW, 5, true, 0);
        }
        assertThat(sets.size()).isEqualTo(PendingSets.MOST);
        assertThat(lab.forgotten).hasSize(1);
        assertThat(offer("late", HandshakeMode.NEW, 5, false, 0)).isFalse();
    }

    @Test
    void aStaleOneDisplacesOnlyAnOldStaleOne() {
        assertThat(offer("office", HandshakeMode.NEW, 1, true, 0)).isTrue();
        assertThat(offer("office", HandshakeMode.NEW, 2, false, 0)).isTrue();
        assertThat(offer("office", HandshakeMode.NEW, 3, false, 1)).isFalse();
        assertThat(offer("office", HandshakeMode.NEW, 4, false, PendingSets.REPEAT_NS))
                .isTrue();
        assertThat(offer("office", HandshakeMode.NEW, 5, true, PendingSets.REPEAT_NS))
                .isTrue();
        assertThat(sets.size()).isEqualTo(2);
        assertThat(sets.makeRoom(opening("office", HandshakeMode.NEW, 6), false, PendingSets.LIFE_NS))
                .isFalse();
    }

    @Test
    void aSessionHasOneSetForItsNextKeys() {
        assertThat(offer("office", HandshakeMode.REKEY, 1, true, 0)).isTrue();
        assertThat(offer("office", HandshakeMode.REKEY, 2, false, 0)).isFalse();
        assertThat(offer("office", HandshakeMode.REKEY, 2, true, 0)).isTrue();
        assertThat(sets.size()).isEqualTo(1);
    }

    private boolean offer(String peerId, HandshakeMode mode, int session, boolean fresh, long nowNs) {
        Opening opening = opening(peerId, mode, session);
        boolean room = sets.makeRoom(opening, fresh, nowNs);
        if (room) {
            sets.add(new PendingSet(opening, keys, new byte[0], fresh, nowNs));
        }
        return room;
    }

    private static Opening opening(String peerId, HandshakeMode mode, int session) {
        return new Opening(peerId, mode, session, 0, Lsid.NONE);
    }
}
