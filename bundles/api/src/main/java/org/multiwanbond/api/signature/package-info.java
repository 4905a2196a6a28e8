/** Signatures that name the application of a flow. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.signature;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
