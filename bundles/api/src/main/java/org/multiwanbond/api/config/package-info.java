/** The settings, checked and typed, and the ways to read and change them. */
@Export
@Version("1.2.0")
package org.multiwanbond.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
