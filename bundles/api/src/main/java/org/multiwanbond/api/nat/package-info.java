/** Techniques that find or open a way through address translators. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.nat;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
