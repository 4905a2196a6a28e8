package org.multiwanbond.itests;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Says what it knows when a test fails, or its preparation. Confined to one thread. */
interface TellsOnFailure extends TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    /** Writes it to standard error. */
    void tell();

    @Override
    default void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        tell();
        throw failure;
    }

    @Override
    default void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        tell();
        throw failure;
    }
}
