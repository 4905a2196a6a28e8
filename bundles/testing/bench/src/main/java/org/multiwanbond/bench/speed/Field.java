package org.multiwanbond.bench.speed;

import java.io.IOException;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.Namespace;

/**
 * Two namespaces joined by cables without any limit, for one tunnel. Thread-safe: immutable.
 *
 * @param client where transfers are asked for
 * @param server where they are served
 * @param cables how many join them: {@code c1}, {@code c2} and so on
 */
record Field(Namespace client, Namespace server, int cables) {
    /** Reached over every cable (RFC 5737). */
    static final String SERVER_OUTSIDE = "203.0.113.1";

    /** Lays it out in a lab; the name is unique there. */
    static Field in(Lab lab, String name, Kind kind) throws IOException {
        Field field = new Field(lab.namespace(name + "-c"), lab.namespace(name + "-s"), kind.cables());
        field.server.address("lo", SERVER_OUTSIDE + "/32");
        for (int i = 1; i <= field.cables; i++) {
            String net = "10." + (10 + i) + ".0.";
            lab.cable(device(i), field.client, field.server);
            field.client.address(device(i), net + "2/24");
            field.server.address(device(i), net + "1/24");
            field.client.route("default via " + net + "1 dev " + device(i) + " metric " + 100 * i);
            if (!kind.segmentation()) {
                Lab.switchSegmentationOff(field.client, device(i));
                Lab.switchSegmentationOff(field.server, device(i));
            }
        }
        return field;
    }

    static String device(int cable) {
        return "c" + cable;
    }
}
