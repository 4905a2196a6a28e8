/** The packet codec of the MWB protocol: header, packet numbers, replay window, data and repair payloads, fragments. */
@Export
@Version("1.0.0")
package org.multiwanbond.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
