/** The frames of a CONTROL packet: cursor, writer and one type per frame. */
@Export
@Version("1.0.0")
package org.multiwanbond.wire.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
