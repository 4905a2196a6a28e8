/** The virtual network device whose packets are bonded, and what is known about it while it is up. */
@Export
@Version("1.1.0")
package org.multiwanbond.api.tunnel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
