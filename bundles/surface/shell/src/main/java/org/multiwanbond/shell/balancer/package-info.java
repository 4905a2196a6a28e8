/** The scope {@code balancer}: which plugin shares out the packets. */
package org.multiwanbond.shell.balancer;
