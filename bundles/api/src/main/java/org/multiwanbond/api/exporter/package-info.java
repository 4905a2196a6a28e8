/** Formats in which metrics leave the process. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.exporter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
