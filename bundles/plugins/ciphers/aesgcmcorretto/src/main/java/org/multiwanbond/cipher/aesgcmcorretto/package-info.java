/** AES-GCM with keys of 256 and 128 bits, from Amazon's Corretto Crypto Provider where that is the faster one. */
@Header(
        name = "Bundle-NativeCode",
        value =
                "amd64/com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so;osname=Linux;processor=x86-64,"
                        + "aarch64/com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so;osname=Linux;processor=aarch64,"
                        + "*")
package org.multiwanbond.cipher.aesgcmcorretto;

import org.osgi.annotation.bundle.Header;
