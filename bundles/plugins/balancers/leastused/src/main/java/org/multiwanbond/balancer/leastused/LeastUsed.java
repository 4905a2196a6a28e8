package org.multiwanbond.balancer.leastused;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Takes the usable path with the least octets of the last second for its weight. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=least-used")
public final class LeastUsed implements BalancerFactory {
    @Override
    public Balancer create() {
        return new LeastOctets();
    }
}
