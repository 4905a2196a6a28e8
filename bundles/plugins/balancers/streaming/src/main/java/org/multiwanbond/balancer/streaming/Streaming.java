package org.multiwanbond.balancer.streaming;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Adds the usable paths up for bulk, and copies real-time and interactive packets on the two best. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=streaming")
public final class Streaming implements BalancerFactory {
    @Override
    public Balancer create() {
        return new CopiedRealTime();
    }
}
