package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.util.List;
import org.multiwanbond.netlab.lab.LabException;

/** That our tunnels do what their configuration asks: else a row would compare something with itself. Stateless. */
final class Proof {
    private static final String CIPHERS = "ciphers=";
    private static final String FEC = "fec=";

    private Proof() {}

    /** Throws with a sentence if one does something else; they have carried something before. */
    static void of(Rig rig, List<Kind> kinds) throws IOException {
        for (Kind kind : kinds) {
            if (kind.product() == Kind.Product.OURS) {
                of(rig.tunnel(kind).ours(), kind);
            }
        }
    }

    private static void of(OurTunnel tunnel, Kind kind) throws IOException {
        for (String line : kind.lines()) {
            if (line.startsWith(CIPHERS) && !line.equals(CIPHERS + tunnel.cipher())) {
                throw new LabException(kind + " was told " + line + " and uses " + tunnel.cipher() + ".");
            }
            if (line.startsWith(FEC) && !(tunnel.repairPackets() > 0)) {
                throw new LabException(kind + " was told " + line + " and sends no repair packets.");
            }
        }
    }
}
