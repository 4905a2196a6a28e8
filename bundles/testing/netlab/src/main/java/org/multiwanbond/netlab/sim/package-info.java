/** Links, sockets and tunnel devices on a clock moved by hand, so that two engines can talk in one thread. */
package org.multiwanbond.netlab.sim;
