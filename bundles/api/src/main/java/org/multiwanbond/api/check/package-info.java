/** Reachability checks of one link. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.check;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
