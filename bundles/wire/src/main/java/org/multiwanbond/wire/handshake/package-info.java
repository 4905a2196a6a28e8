/** The handshake messages: Noise IKpsk2, mac1 and mac2, cookies, and the keys that follow from them. */
@Export
@Version("1.0.0")
package org.multiwanbond.wire.handshake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
