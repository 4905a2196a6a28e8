/** Parts Reed-Solomon codecs are made of: the matrix of the wire protocol, losses and what is remembered of them. */
@Export
@Version("1.0.0")
package org.multiwanbond.api.codec.support;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
