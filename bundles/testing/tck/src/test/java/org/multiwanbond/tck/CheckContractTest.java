package org.multiwanbond.tck;

import java.net.InetAddress;
import java.util.Optional;
import org.multiwanbond.api.check.CheckResult;
import org.multiwanbond.api.check.CheckTarget;
import org.multiwanbond.api.check.HealthCheck;

/** The contract judges a check that knows the answer without asking. */
class CheckContractTest extends CheckContract {
    @Override
    protected HealthCheck check() {
        return (target, timeoutNs) -> {
            if (target.device().isPresent()) {
                return new CheckResult.Failed(
                        "There is no device " + target.device().get() + ".");
            }
            return target.target().equals("answers")
                    ? new CheckResult.Ok(1_000)
                    : new CheckResult.Failed("The target did not answer.");
        };
    }

    @Override
    protected CheckTarget answering() {
        return target("answers");
    }

    @Override
    protected CheckTarget silent() {
        return target("is silent");
    }

    private static CheckTarget target(String name) {
        return new CheckTarget("fiber", Optional.empty(), InetAddress.getLoopbackAddress(), name);
    }
}
