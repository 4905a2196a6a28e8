/** AEAD suites that seal and open runs of packets. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.cipher;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
