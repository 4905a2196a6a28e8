package org.multiwanbond.engine.agenda;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.HotPath;

/**
 * Appointments in the order of their times, so that a loop with a thousand sessions spends nothing on those that have nothing
 * to do. All are looked at in turn besides, for what other threads left to be noticed. Confined to one thread.
 *
 * @param <T> whose
 */
@HotPath
public final class Agenda<T> {
    /** Each is looked at once in this time at least. */
    static final long LOOK_NS = 50_000_000L;

    /** A binary heap: none is due later than those at twice its place, plus one and two. */
    private final List<Appointment<T>> heap = new ArrayList<>();

    private final List<Appointment<T>> all = new ArrayList<>();
    private long lookedNs = Long.MIN_VALUE / 2;
    private long nowNs;
    private int looks;
    private int looked;

    /** Takes an appointment in. */
    public void add(Appointment<T> appointment) {
        all.add(appointment);
        heap.add(appointment);
        appointment.agenda(this);
        appointment.place(heap.size() - 1);
        rise(heap.size() - 1);
    }

    /** Forgets one; answers whether it was there. */
    public boolean remove(Appointment<T> appointment) {
        if (!all.remove(appointment)) {
            return false;
        }
        int place = appointment.place();
        Appointment<T> last = heap.remove(heap.size() - 1);
        if (last != appointment) {
            put(last, place);
            rise(place);
            sink(last.place());
        }
        appointment.agenda(null);
        appointment.place(Appointment.NOWHERE);
        return true;
    }

    /** Begins a turn at this moment. */
    public void begin(long newNowNs) {
        nowNs = newNowNs;
        long passedNs = newNowNs - lookedNs;
        int count = all.size();
        if (passedNs >= LOOK_NS) {
            looks = count;
            lookedNs = newNowNs;
        } else {
            looks = (int) (passedNs * count / LOOK_NS);
            lookedNs += looks == 0 ? 0 : looks * LOOK_NS / count;
        }
    }

    /**
     * Who is to have its time now, and should be {@link Appointment#set} then; {@code null} at the end of the turn. Whoever
     * fails before that is put off, so that others come after it.
     */
    public Appointment<T> next() {
        if (dueNs() <= nowNs) {
            Appointment<T> first = heap.get(0);
            first.set(nowNs + LOOK_NS, nowNs);
            return first;
        }
        if (looks <= 0 || all.isEmpty()) {
            return null;
        }
        looks--;
        looked = looked + 1 < all.size() ? looked + 1 : 0;
        return all.get(looked);
    }

    /** When the first is due. */
    public long dueNs() {
        return heap.isEmpty() ? Long.MAX_VALUE : heap.get(0).dueNs();
    }

    void moved(int place, boolean sooner) {
        if (sooner) {
            rise(place);
        } else {
            sink(place);
        }
    }

    private void rise(int from) {
        Appointment<T> appointment = heap.get(from);
        int at = from;
        while (at > 0 && heap.get((at - 1) / 2).dueNs() > appointment.dueNs()) {
            put(heap.get((at - 1) / 2), at);
            at = (at - 1) / 2;
        }
        put(appointment, at);
    }

    private void sink(int from) {
        Appointment<T> appointment = heap.get(from);
        int at = from;
        int next = sooner(at);
        while (next < heap.size() && heap.get(next).dueNs() < appointment.dueNs()) {
            put(heap.get(next), at);
            at = next;
            next = sooner(at);
        }
        put(appointment, at);
    }

    /** The sooner of the two behind a place; beyond the end if there is none. */
    private int sooner(int place) {
        int left = 2 * place + 1;
        int right = left + 1;
        return right < heap.size() && heap.get(right).dueNs() < heap.get(left).dueNs() ? right : left;
    }

    private void put(Appointment<T> appointment, int place) {
        heap.set(place, appointment);
        appointment.place(place);
    }
}
