package org.multiwanbond.netlab.sim;

/** Something that acts in a simulation, such as an engine. Called by the simulation's thread only. */
@FunctionalInterface
public interface SimParticipant {
    /** What {@link #act} answers when only an arriving packet gives it work. */
    long NEVER = Long.MAX_VALUE;

    /** Does all that is to be done now and answers the next instant at which it has work, or {@link #NEVER}. */
    long act(long nowNs);
}
