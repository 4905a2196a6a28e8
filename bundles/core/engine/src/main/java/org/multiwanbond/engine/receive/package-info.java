/** From datagrams to inner packets: the receive thread and what it owns. */
package org.multiwanbond.engine.receive;
