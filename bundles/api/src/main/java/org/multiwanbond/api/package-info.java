/** What every other package of the API may use: the hot-path mark and the traffic classes. */
@Export
@Version("1.0.0")
package org.multiwanbond.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
