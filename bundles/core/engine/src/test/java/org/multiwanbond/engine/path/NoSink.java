package org.multiwanbond.engine.path;

import org.multiwanbond.engine.queue.Unit;

/** Nobody who wants to know. Thread-safe: it has no state. */
final class NoSink implements SentSink {
    @Override
    public void settled(Unit unit) {}

    @Override
    public void missed(Unit unit) {}
}
