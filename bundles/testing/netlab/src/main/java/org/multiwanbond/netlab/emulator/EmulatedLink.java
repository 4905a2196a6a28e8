package org.multiwanbond.netlab.emulator;

import java.io.IOException;
import java.util.List;
import org.multiwanbond.netlab.link.Framing;
import org.multiwanbond.netlab.link.LinkModel;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.system.Offloads;

/** Two interfaces and the two directions between them: {@code up} from the first to the second. Confined to one thread. */
final class EmulatedLink implements AutoCloseable {
    private final String id;
    private final PacketPort first;
    private final PacketPort second;
    private final LinkModel up;
    private final LinkModel down;

    /** Opens the interfaces and switches their offloads off. */
    EmulatedLink(LinkPlan plan, long seed) throws IOException {
        this.id = plan.id();
        Offloads.off(plan.firstDevice());
        Offloads.off(plan.secondDevice());
        this.first = new PacketPort(plan.firstDevice());
        this.second = new PacketPort(plan.secondDevice());
        this.up = new LinkModel(plan.settings(), Framing.ETHERNET, seed);
        this.down = new LinkModel(plan.settings(), Framing.ETHERNET, seed + 1);
    }

    String id() {
        return id;
    }

    List<PacketPort> ports() {
        return List.of(first, second);
    }

    /** Takes all frames that came and sends all that are due; answers how many frames that were. */
    int move(ArrivalClock clock, long nowNs) {
        return take(first, up, clock) + take(second, down, clock) + give(up, second, nowNs) + give(down, first, nowNs);
    }

    long nextDueNs() {
        return Math.min(up.nextDueNs(), down.nextDueNs());
    }

    void change(boolean changeUp, boolean changeDown, String settings, long nowNs) {
        LinkSettings newUp = up.settings().with(settings);
        LinkSettings newDown = down.settings().with(settings);
        if (changeUp) {
            up.change(newUp, nowNs);
        }
        if (changeDown) {
            down.change(newDown, nowNs);
        }
    }

    String json(long nowNs) {
        long damaged = first.ring().damagedFrames() + second.ring().damagedFrames();
        long refused = first.sender().refusedFrames() + second.sender().refusedFrames();
        return "{\"id\":\"" + id + "\",\"up\":" + up.stats().json() + ",\"down\":"
                + down.stats().json() + ",\"damagedFrames\":" + damaged + ",\"refusedFrames\":" + refused
                + ",\"upBacklogNs\":" + up.backlogNs(nowNs) + ",\"downBacklogNs\":" + down.backlogNs(nowNs)
                + ",\"upSettings\":\"" + up.settings().text() + "\",\"downSettings\":\""
                + down.settings().text() + "\"}";
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private static int take(PacketPort from, LinkModel into, ArrivalClock clock) {
        FrameRing ring = from.ring();
        int frames = 0;
        while (ring.hasNext()) {
            into.offer(ring.frame(), clock.arrivalNs(ring.calendarNs()));
            ring.release();
            frames++;
        }
        return frames;
    }

    private static int give(LinkModel from, PacketPort into, long nowNs) {
        FrameSender sender = into.sender();
        int frames = 0;
        while (from.nextDueNs() <= nowNs) {
            sender.add(from.poll(sender.slot(), nowNs));
            frames++;
        }
        if (frames > 0) {
            sender.flush();
        }
        return frames;
    }
}
