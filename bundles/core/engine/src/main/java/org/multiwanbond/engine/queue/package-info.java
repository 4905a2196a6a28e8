/** Inner packets that wait for a path, and copies of those under way: units, their pool and the fair queue. */
package org.multiwanbond.engine.queue;
