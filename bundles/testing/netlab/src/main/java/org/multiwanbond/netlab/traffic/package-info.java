/** Programs that send and measure traffic, each answering with one line of JSON on standard output. */
package org.multiwanbond.netlab.traffic;
