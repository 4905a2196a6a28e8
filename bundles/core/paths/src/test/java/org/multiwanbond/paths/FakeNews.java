package org.multiwanbond.paths;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** News made by a test, and a record of what the reader did. Thread-safe. */
final class FakeNews implements DeviceNews {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final Semaphore rests = new Semaphore(0);
    final List<String> record = new CopyOnWriteArrayList<>();
    volatile boolean closed;

    /** Says that something has changed. */
    void say() {
        words.add("news");
    }

    /** No more can be said. */
    void fail() {
        words.add("failure");
    }

    /** Lets the reader's next rest end. */
    void endRest() {
        rests.release();
    }

    @Override
    public boolean take(long waitMs) throws IOException {
        try {
            String word = waitMs == 0 ? words.poll() : words.take();
            if ("failure".equals(word)) {
                throw new IOException("planted");
            }
            boolean any = "news".equals(word);
            while (any && words.remove("news")) {
                // All there is at once.
            }
            return any;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void rest(long waitMs) throws IOException {
        record.add("rest " + waitMs);
        rests.acquireUninterruptibly();
    }

    @Override
    public void end() {
        words.add("end");
        rests.release(1_000);
    }

    @Override
    public void close() {
        closed = true;
    }
}
