/** UDP sockets on plain system calls by JNA: segmented sends, coalesced receives, no thread of its own. */
package org.multiwanbond.transport.udplinux;
