/** Strategies that choose the paths of a run of packets. */
@Export
@Version("1.3.0")
package org.multiwanbond.api.balancer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
