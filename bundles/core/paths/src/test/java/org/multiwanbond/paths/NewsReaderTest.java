package org.multiwanbond.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NewsReaderTest {
    private final FakeNews news = new FakeNews();
    private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final NewsReader reader = new NewsReader(news, this::look, failures::add);

    private void look() {
        news.record.add("look");
        looks.add(Thread.currentThread().getName());
    }

    @AfterEach
    void stop() {
        reader.stop();
    }

    private String nextLook() throws InterruptedException {
        return looks.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void looksAtOnceAndOnceMoreAfterTheRest() throws InterruptedException {
        reader.start();
        news.say();
        assertThat(nextLook()).isEqualTo("mwb-netlink");
        news.endRest();
        assertThat(nextLook()).isNotNull();
        reader.stop();
        assertThat(news.record).containsExactly("look", "rest 10", "look", "rest 10");
    }

    @Test
    void takesAllNewsOfARestForOne() throws InterruptedException {
        reader.start();
        news.say();
        nextLook();
        for (int i = 0; i < 1_000; i++) {
            news.say();
        }
        news.endRest();
        nextLook();
        news.endRest();
        nextLook();
        reader.stop();
        assertThat(news.record).containsExactly("look", "rest 10", "look", "rest 10", "look", "rest 10");
    }

    @Test
    void endsWhileItWaitsAndWhileItRests() throws InterruptedException {
        reader.start();
        news.say();
        nextLook();
        reader.stop();
        assertThat(news.closed).isTrue();
        assertThat(looks).isEmpty();
        FakeNews quiet = new FakeNews();
        NewsReader waiting = new NewsReader(quiet, this::look, failures::add);
        waiting.start();
        waiting.stop();
        assertThat(quiet.closed).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void saysWhyThereCanBeNoMore() throws InterruptedException {
        reader.start();
        news.fail();
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo("planted");
        reader.stop();
        assertThat(news.closed).isTrue();
    }
}
