/** From inner packets to datagrams: the send thread and what it owns. */
package org.multiwanbond.engine.send;
