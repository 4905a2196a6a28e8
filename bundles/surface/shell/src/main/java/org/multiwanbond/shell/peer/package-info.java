/** The scope {@code peer}: who may connect to this server, and how a client finds its server. */
package org.multiwanbond.shell.peer;
