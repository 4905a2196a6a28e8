package org.multiwanbond.balancer.adaptive;

import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.osgi.service.component.annotations.Component;

/** Shares octets by a score of weight, delay, loss and use, reckoned ten times a second. Thread-safe. */
@Component(property = BalancerFactory.MODE + "=adaptive")
public final class Adaptive implements BalancerFactory {
    @Override
    public Balancer create() {
        return new ScoredShares();
    }
}
