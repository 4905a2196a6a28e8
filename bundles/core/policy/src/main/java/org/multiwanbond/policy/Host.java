package org.multiwanbond.policy;

/**
 * The system we make a gateway of. Confined to the control thread.
 *
 * @param commands its programs
 * @param settings its kernel's settings
 */
record Host(Commands commands, KernelSettings settings) {}
