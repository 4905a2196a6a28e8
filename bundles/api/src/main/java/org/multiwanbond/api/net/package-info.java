/** Addresses and prefixes in the forms the data path and the configuration need. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
