/** The program behind {@code bin/mwb}: plain Java, for it runs outside of the framework. */
package org.multiwanbond.shell.client;
