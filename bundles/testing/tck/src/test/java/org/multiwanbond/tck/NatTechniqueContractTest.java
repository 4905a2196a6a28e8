package org.multiwanbond.tck;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.multiwanbond.api.nat.NatTechnique;

/** The contract judges a technique for hosts that stand behind no translator. */
class NatTechniqueContractTest extends NatTechniqueContract {
    @Override
    protected NatTechnique answered() {
        return (local, timeoutNs) -> Optional.of(local);
    }

    @Override
    protected NatTechnique unanswered() {
        return (local, timeoutNs) -> Optional.empty();
    }

    @Override
    protected InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 7000);
    }
}
