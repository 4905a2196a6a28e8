package org.multiwanbond.balancer.perflow;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Keeps each flow on one usable path, chosen by a hash in proportion to the weights. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=per-flow")
public final class PerFlow implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Rendezvous();
    }
}
