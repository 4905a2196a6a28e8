/** The command socket: how scripts run commands in the running instance, without a port and without a password. */
package org.multiwanbond.shell.socket;
