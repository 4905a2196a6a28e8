/** What one thread hands to another: commands, and frames in a ring. */
package org.multiwanbond.engine.mail;
