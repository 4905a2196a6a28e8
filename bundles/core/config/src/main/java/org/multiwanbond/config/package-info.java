/** Turns configuration files into checked values, keeps the last good ones, and changes them on request. */
package org.multiwanbond.config;
