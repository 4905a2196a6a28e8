/** From closed batches of numbered packets to the transport: in the send thread, or in a thread of their own. */
package org.multiwanbond.engine.seal;
