/** Shares by a score of weight, delay, loss and use. */
package org.multiwanbond.balancer.adaptive;
