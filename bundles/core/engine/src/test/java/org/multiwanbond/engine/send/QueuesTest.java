package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.engine.mail.FrameMailbox;
import org.multiwanbond.engine.mail.FrameSlot;
import org.multiwanbond.engine.mail.FrameTarget;
import org.multiwanbond.wire.control.RekeyRequest;

/** The small queues of the send side. */
class QueuesTest {
    private static final long MS = 1_000_000L;

    @Test
    void reliableFramesAreSentSixTimesInGrowingGapsAndThenForgotten() {
        ReliableOutbox outbox = new ReliableOutbox();
        outbox.add(new RekeyRequest(0), 0);
        List<Long> sentMs = new ArrayList<>();
        while (outbox.dueNs() != Long.MAX_VALUE) {
            long nowNs = outbox.dueNs();
            if (!outbox.due(nowNs).isEmpty()) {
                sentMs.add(nowNs / MS);
            }
        }
        assertThat(sentMs).containsExactly(0L, 100L, 300L, 700L, 1_500L, 3_100L);
    }

    @Test
    void reliableFramesEndWithTheirAcknowledgmentAndNeverPileUp() {
        ReliableOutbox outbox = new ReliableOutbox();
        outbox.add(new RekeyRequest(0), 0);
        outbox.due(0);
        outbox.acknowledged(1);
        assertThat(outbox.dueNs()).isEqualTo(100 * MS);
        outbox.acknowledged(0);
        assertThat(outbox.dueNs()).isEqualTo(Long.MAX_VALUE);
        for (int i = 0; i < 70_000; i++) {
            outbox.add(new RekeyRequest(0), 0);
        }
        assertThat(outbox.due(0)).hasSize(64).allMatch(message -> message.id() >= 0 && message.id() <= 0xffff);
    }

    @Test
    void aFrameIsNewOnceWithinTheLast256() {
        ReliableInbox inbox = new ReliableInbox();
        for (int i = 0; i < 70_000; i++) {
            assertThat(inbox.isNew(i & 0xffff)).isTrue();
            assertThat(inbox.isNew(i & 0xffff)).isFalse();
            if (i >= 255) {
                assertThat(inbox.isNew(i - 255 & 0xffff)).isFalse();
            }
        }
    }

    /** Throws at the third frame. */
    private static final class Faulty implements FrameTarget {
        private int received;

        @Override
        public void received(FrameSlot slot) {
            if (++received == 3) {
                throw new IllegalStateException("a bug");
            }
        }

        @Override
        public void transmit(FrameSlot slot) {}

        @Override
        public void roamed(FrameSlot slot) {}
    }

    @Test
    void theMailboxGoesOnBehindAFrameThatMetABug() {
        FrameMailbox mailbox = new FrameMailbox(() -> {});
        Faulty target = new Faulty();
        int written = 0;
        while (mailbox.hasRoom()) {
            mailbox.claim().address(target, FrameSlot.Kind.RECEIVED, 0, 0);
            mailbox.commit();
            written++;
        }
        assertThat(written).isEqualTo(1_024);
        try {
            mailbox.drain();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("a bug");
        }
        mailbox.drain();
        assertThat(target.received).isEqualTo(1_024);
        assertThat(mailbox.hasRoom()).isTrue();
    }
}
