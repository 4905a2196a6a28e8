/** One contract per service interface, and the fakes that go with them. */
@Export
@Version("1.0.0")
package org.multiwanbond.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
