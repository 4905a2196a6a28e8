/** Erasure codes that repair lost packets. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.codec;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
