package org.multiwanbond.transport.udplinux;

import java.util.Set;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers the transport where the system has the calls for it; elsewhere the next best one stays in use. Thread-safe. */
@Component
public final class SystemCheck {
    /** What {@link Linux} has the numbers of, as the JDK names them. */
    private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

    @Activate
    public SystemCheck(ComponentContext context) {
        String obstacle = obstacle(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (obstacle.isEmpty()) {
            context.enableComponent(UdpLinuxTransportFactory.class.getName());
        } else {
            UdpLinuxLog.notOffered(obstacle);
        }
    }

    /** Why the transport cannot work here; empty if it can. */
    static String obstacle(String system, String processor) {
        if (!"Linux".equals(system)) {
            return "it needs Linux, this is " + system;
        }
        if (!PROCESSORS.contains(processor)) {
            return "it knows the processors amd64 and aarch64, this is " + processor;
        }
        try {
            LibcKernel.hasManyPerCall();
            return "";
        } catch (LinkageError e) {
            return "JNA does not run here (" + e.getMessage() + ")";
        }
    }
}
