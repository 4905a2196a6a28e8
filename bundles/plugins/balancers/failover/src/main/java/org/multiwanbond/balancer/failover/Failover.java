package org.multiwanbond.balancer.failover;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Uses one path while it lasts, and returns to a better one only when that is stable. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=failover")
public final class Failover implements BalancerFactory {
    @Override
    public Balancer create() {
        return new OneAtATime();
    }
}
