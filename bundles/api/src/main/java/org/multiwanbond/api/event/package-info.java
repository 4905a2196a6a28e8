/** What happened, for people and programs. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
