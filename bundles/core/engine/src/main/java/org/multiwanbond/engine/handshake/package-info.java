/** The handshake's two state machines: what a server answers to strangers and peers, and how a client gets in. */
package org.multiwanbond.engine.handshake;
