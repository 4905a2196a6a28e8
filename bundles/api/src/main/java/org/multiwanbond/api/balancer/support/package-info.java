/** Parts balancers are made of: sets of paths, bursts, shares and the earliest delivery. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.balancer.support;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
