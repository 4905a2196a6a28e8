package org.multiwanbond.api.status;

/**
 * How one path would serve the next packet of a flow. Thread-safe: immutable.
 *
 * @param pathId 0 to 15
 * @param wan id of the local link, or the name the peer gave it
 * @param arrivalNs backlog, sending time and delay together: the path with the least delivers soonest
 * @param backlogNs time until what the path was given before has left
 * @param sendingNs time the packet itself takes at the path's rate; 0 while that is unknown
 * @param delayNs one-way delay to the peer without a queue
 * @param room whether the path takes packets now
 * @param lossRatio packets lost lately, 0 to 1
 * @param flyingPackets packets of this flow under way on the path
 * @param excluded why the path is no candidate, one sentence part; empty if it is one
 */
public record FlowScore(
        int pathId,
        String wan,
        long arrivalNs,
        long backlogNs,
        long sendingNs,
        long delayNs,
        boolean room,
        double lossRatio,
        int flyingPackets,
        String excluded) {}
