/** Real-time links between pairs of network interfaces: a process that forwards frames, and its proof. */
package org.multiwanbond.netlab.emulator;
