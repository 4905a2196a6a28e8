package org.multiwanbond.netlab.sim;

import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.netlab.link.Framing;
import org.multiwanbond.netlab.link.LinkModel;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.link.LinkStats;

/** A link straight between two tunnel devices, with no engine: what a bond is compared with. Confined to one thread. */
public final class SimCable implements SimParticipant {
    private final Way up;
    private final Way down;
    private long nowNs;

    /** A cable with the same settings in both directions; every random decision follows from the seed. */
    public SimCable(SimTunnel from, SimTunnel to, LinkSettings settings, long seed) {
        up = new Way(from, to, new LinkModel(settings, Framing.IP, seed));
        down = new Way(to, from, new LinkModel(settings, Framing.IP, seed + 1));
    }

    /** Changes both directions by a text such as {@code rate=5mbit}; keys not named keep their value. */
    public void alter(String changes) {
        alterUp(changes);
        alterDown(changes);
    }

    /** Changes the direction from the first device to the second. */
    public void alterUp(String changes) {
        up.alter(changes, nowNs);
    }

    /** Changes the direction from the second device to the first. */
    public void alterDown(String changes) {
        down.alter(changes, nowNs);
    }

    /** Counters of the direction from the first device to the second. */
    public LinkStats upStats() {
        return up.model.stats();
    }

    /** Counters of the direction from the second device to the first. */
    public LinkStats downStats() {
        return down.model.stats();
    }

    @Override
    public long act(long instantNs) {
        nowNs = instantNs;
        return Math.min(up.carry(instantNs), down.carry(instantNs));
    }

    private static final class Way {
        private final PacketBatch batch = new PacketBatch(64, 64 * 2_048);
        private final byte[] packet = new byte[LinkSettings.MTU_UNLIMITED];
        private final SimTunnel from;
        private final SimTunnel to;
        private final LinkModel model;

        Way(SimTunnel from, SimTunnel to, LinkModel model) {
            this.from = from;
            this.to = to;
            this.model = model;
        }

        void alter(String changes, long nowNs) {
            model.change(model.settings().with(changes), nowNs);
        }

        long carry(long nowNs) {
            while (from.read(batch, 0) > 0) {
                for (int i = 0; i < batch.count(); i++) {
                    model.offer(batch.slab(), batch.offset(i), batch.lengthBytes(i), nowNs);
                }
                batch.clear();
            }
            while (model.nextDueNs() <= nowNs) {
                to.write(packet, 0, model.poll(packet, 0, nowNs));
            }
            return model.nextDueNs();
        }
    }
}
