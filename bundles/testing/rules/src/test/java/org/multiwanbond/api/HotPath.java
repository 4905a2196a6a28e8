package org.multiwanbond.api;

/** Stands for the API's mark. */
public @interface HotPath {}
