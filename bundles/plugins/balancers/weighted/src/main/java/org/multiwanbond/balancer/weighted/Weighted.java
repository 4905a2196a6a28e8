package org.multiwanbond.balancer.weighted;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Takes the usable paths in proportion to their weights, counted in octets. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=weighted")
public final class Weighted implements BalancerFactory {
    @Override
    public Balancer create() {
        return new SmoothRoundRobin();
    }
}
