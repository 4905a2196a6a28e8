package org.multiwanbond.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.engine.AgreedSecrets;

class OpeningKeysTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Random random = new Random(6);

    private EpochKeys epoch(int epoch) {
        return new EpochKeys(
                epoch, 1, new Aes256Gcm(), AgreedSecrets.of(random).responder().toResponder());
    }

    @Test
    void acceptThePreviousEpochForTenSeconds() {
        OpeningKeys keys = new OpeningKeys(epoch(6));
        keys.offer(epoch(7));
        assertThat(keys.resolve(6 & 3)).isEqualTo(6);
        assertThat(keys.resolve(7 & 3)).isEqualTo(7);
        assertThat(keys.authenticated(6, 0)).isFalse();
        assertThat(keys.authenticated(7, 0)).isTrue();
        assertThat(keys.authenticated(7, 0)).isFalse();
        keys.tick(10 * SECOND_NS - 1);
        assertThat(keys.resolve(6 & 3)).isEqualTo(6);
        keys.tick(10 * SECOND_NS);
        assertThat(keys.resolve(6 & 3)).isEqualTo(-1);
        assertThat(keys.resolve(0)).isEqualTo(-1);
    }

    @Test
    void acceptThePreviousEpochForNoMoreThanTwoToTheTwentiethPackets() {
        OpeningKeys keys = new OpeningKeys(epoch(0));
        keys.offer(epoch(1));
        keys.authenticated(1, 0);
        for (int i = 1; i < 1 << 20; i++) {
            keys.authenticated(0, 0);
        }
        assertThat(keys.resolve(0)).isZero();
        keys.authenticated(0, 0);
        assertThat(keys.resolve(0)).isEqualTo(-1);
    }

    @Test
    void tellOnceThatFirstKeysAreProved() {
        OpeningKeys keys = OpeningKeys.unconfirmed(epoch(0));
        assertThat(keys.authenticated(0, 0)).isTrue();
        assertThat(keys.authenticated(0, 0)).isFalse();
    }

    @Test
    void takeBackWhatWasOffered() {
        OpeningKeys keys = new OpeningKeys(epoch(0));
        keys.offer(epoch(1));
        keys.withdraw(2);
        assertThat(keys.resolve(1)).isEqualTo(1);
        keys.withdraw(1);
        assertThat(keys.resolve(1)).isEqualTo(-1);
    }

    @Test
    void openNothingAndSealOnlyZerosOnceWiped() {
        EpochKeys keys = epoch(0);
        keys.cipher(0);
        keys.close();
        assertThat(keys.cipher(0)).isSameAs(AbsentCipher.INSTANCE);
        assertThat(keys.cipher(5)).isSameAs(AbsentCipher.INSTANCE);
        assertThat(keys.stopPackets()).isZero();
        PacketBatch batch = new PacketBatch(1, 100, 0, 16);
        batch.slab()[30] = 42;
        batch.append(40);
        keys.cipher(0).seal(batch, 0, 1, 0);
        assertThat(batch.slab()[30]).isZero();
        assertThat(keys.cipher(0).open(batch, 0, 1, new long[1])).isZero();
    }
}
