/** Paths in proportion to their weights: in even turns, or drawn by lot. */
package org.multiwanbond.balancer.weighted;
