/** Packets in caller-owned slabs. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.packet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
