package org.multiwanbond.balancer.overflow;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Fills the usable paths in order of priority; the next one opens when the former stays full. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=overflow")
public final class Overflow implements BalancerFactory {
    @Override
    public Balancer create() {
        return new Spill();
    }
}
