package org.multiwanbond.balancer.leastlatency;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Takes the usable path on which packets arrive first, and leaves it only for a lasting gain. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=least-latency")
public final class LeastLatency implements BalancerFactory {
    @Override
    public Balancer create() {
        return new SteadyChoice();
    }
}
