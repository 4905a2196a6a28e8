package org.multiwanbond.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods run for every packet: primitives and preallocated arrays only; no logging, boxing, streams,
 * locks, exceptions or clock calls. The build checks it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface HotPath {}
