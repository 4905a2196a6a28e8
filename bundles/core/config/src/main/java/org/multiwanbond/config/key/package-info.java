/** Key files and the public key behind a private one; plain Java, so that it also runs without the framework. */
package org.multiwanbond.config.key;
