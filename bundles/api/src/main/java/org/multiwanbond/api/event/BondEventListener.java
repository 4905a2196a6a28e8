package org.multiwanbond.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told what happens. Called on a control thread; must return soon. */
@ConsumerType
@FunctionalInterface
public interface BondEventListener {
    void happened(BondEvent event);
}
