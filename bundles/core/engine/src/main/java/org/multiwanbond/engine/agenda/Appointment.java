package org.multiwanbond.engine.agenda;

import org.multiwanbond.api.HotPath;

/**
 * When one of many wants its time. Confined to the thread of its {@link Agenda}.
 *
 * @param <T> whose
 */
@HotPath
public final class Appointment<T> {
    static final int NOWHERE = -1;

    private final T whose;
    private Agenda<T> agenda;
    private long dueNs = Long.MIN_VALUE;
    private int place = NOWHERE;

    /** One for now, in no agenda. */
    public Appointment(T whose) {
        this.whose = whose;
    }

    public T whose() {
        return whose;
    }

    /** Something happened: it wants its time now. */
    public void ring() {
        if (dueNs != Long.MIN_VALUE) {
            move(Long.MIN_VALUE);
        }
    }

    /** It had its time at {@code nowNs} and asks for more then, or at the next moment; answers what it asks for. */
    public long set(long newDueNs, long nowNs) {
        move(Math.max(newDueNs, nowNs + 1));
        return newDueNs;
    }

    private void move(long newDueNs) {
        boolean sooner = newDueNs < dueNs;
        dueNs = newDueNs;
        if (agenda != null) {
            agenda.moved(place, sooner);
        }
    }

    public long dueNs() {
        return dueNs;
    }

    int place() {
        return place;
    }

    void place(int newPlace) {
        place = newPlace;
    }

    void agenda(Agenda<T> newAgenda) {
        agenda = newAgenda;
    }
}
