package org.multiwanbond.api.balancer;

import org.multiwanbond.api.HotPath;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Neighbouring packets of one flow and class that wait for a path. Confined to the session's send thread; valid only
 * during the call it is passed to.
 */
@HotPath
@ProviderType
public interface Run {
    /** One of {@link org.multiwanbond.api.TrafficClass}. */
    int trafficClass();

    /** Hash of the inner 5-tuple; equal for all packets of a flow. */
    int flowHash();

    /** Packets in the run, at least 1. */
    int packets();

    /**
     * Whether the flow sends so little that it has no queue of its own: a single packet that nothing of its flow waits
     * before or behind. It may be placed on a path without room, which does not keep it waiting.
     */
    boolean isSparse();

    /**
     * Whether the flow has sent little so far, or nothing for a second before: its sender is finding out what the way
     * carries, and takes any delay for a sign that this is little.
     */
    boolean isYoung();

    /** Octets of all packets together. */
    int lengthBytes();
}
