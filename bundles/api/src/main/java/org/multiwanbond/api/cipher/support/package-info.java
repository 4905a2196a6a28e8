/** Parts cipher suites are made of: packets of a run around one AEAD, and a choice between providers by measurement. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.cipher.support;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
