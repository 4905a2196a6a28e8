package org.multiwanbond.paths;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The thread that waits for news and asks for a look at the devices. Thread-safe. */
final class NewsReader {
    /** One change comes as several messages; ten milliseconds are nothing beside the round trip of a path. */
    static final long GAP_MS = 10;

    private static final long STOP_MS = TimeUnit.SECONDS.toMillis(5);

    private final DeviceNews news;
    private final Runnable look;
    private final Consumer<String> failure;
    private final Thread thread = new Thread(this::run, "mwb-netlink");
    private volatile boolean stopped;

    /** Both are called on this reader's thread: the look after news, the failure with its reason if there can be no more. */
    NewsReader(DeviceNews news, Runnable look, Consumer<String> failure) {
        this.news = news;
        this.look = look;
        this.failure = failure;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread and waits until it is gone. */
    void stop() {
        stopped = true;
        news.end();
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            read();
        } catch (IOException e) {
            failure.accept(e.getMessage());
        } finally {
            news.close();
        }
    }

    /**
     * The first news is acted on at once, further ones every {@link #GAP_MS}. Each is followed by one more look: the kernel
     * announces some changes, such as a device that goes, a moment before they can be seen.
     */
    private void read() throws IOException {
        boolean owed = false;
        while (!stopped) {
            boolean heard = news.take(owed ? 0 : DeviceNews.FOREVER_MS);
            if ((heard || owed) && !stopped) {
                look.run();
                news.rest(GAP_MS);
            }
            owed = heard;
        }
    }
}
