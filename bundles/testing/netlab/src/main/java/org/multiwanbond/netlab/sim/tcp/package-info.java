/** A TCP sender and receiver on a clock moved by hand, close enough to Linux to tell whether a bond suits it. */
package org.multiwanbond.netlab.sim.tcp;
