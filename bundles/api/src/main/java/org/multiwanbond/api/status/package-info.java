/** What the bond is doing now, in records a surface can show. */
@Export
@Version("1.2.0")
package org.multiwanbond.api.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
