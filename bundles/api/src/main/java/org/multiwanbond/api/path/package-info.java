/** Paths as a balancer sees them, and the devices of this host they run on. */
@Export
@Version("1.2.0")
package org.multiwanbond.api.path;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
