/** Carriers of datagrams: batches in, segmented runs out. */
@Export
@Version("1.1.0")
package org.multiwanbond.api.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
