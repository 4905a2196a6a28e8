package org.multiwanbond.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CallersTest {
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch oneStarted = new CountDownLatch(1);
    private final CountDownLatch allStarted = new CountDownLatch(Callers.MOST);

    @TempDir
    private Path folder;

    private ServerSocketChannel listener;
    private Callers callers;

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
        callers = new Callers(new Runner(console()), System.getProperty("user.name"));
    }

    @AfterEach
    void hangUp() throws IOException {
        callers.close();
        listener.close();
    }

    @Test
    void outputErrorsAndExitCodeComeBackApart() throws IOException {
        assertThat(answer(call("speak"))).containsExactly("1:hello\n", "0:7");
        assertThat(answer(call("fail"))).containsExactly("2:No.\n", "0:1");
        assertThat(answer(call("break"))).containsExactly("2:IllegalStateException: broken\n", "0:1");
    }

    @Test
    void aBadRequestIsAnsweredWithASentence() throws IOException {
        SocketChannel caller = connect();
        caller.write(ByteBuffer.wrap(new byte[] {0, 0}));
        assertThat(answer(caller)).containsExactly("2:A command has 1 to 256 words, not 0.\n", "0:1");
    }

    @Test
    void hangingUpInterruptsTheCommand() throws IOException, InterruptedException {
        SocketChannel caller = call("wait");
        assertThat(oneStarted.await(20, TimeUnit.SECONDS)).isTrue();
        caller.close();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneCallerTooManyIsToldSo() throws IOException, InterruptedException {
        List<SocketChannel> waiting = takeAllPlaces();
        assertThat(answer(connect())).first().asString().startsWith("2:16 commands run already.");
        hangUp(waiting);
    }

    @Test
    void oneCallerTooManyMayBeGoneAlready() throws IOException, InterruptedException {
        List<SocketChannel> waiting = takeAllPlaces();
        SocketChannel gone = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")));
        SocketChannel accepted = listener.accept();
        gone.close();
        callers.serve(accepted);
        assertThat(accepted.isOpen()).isFalse();
        hangUp(waiting);
    }

    private List<SocketChannel> takeAllPlaces() throws IOException, InterruptedException {
        List<SocketChannel> waiting = new ArrayList<>();
        for (int i = 0; i < Callers.MOST; i++) {
            waiting.add(call("wait"));
        }
        assertThat(allStarted.await(20, TimeUnit.SECONDS)).isTrue();
        return waiting;
    }

    private static void hangUp(List<SocketChannel> all) throws IOException {
        for (SocketChannel caller : all) {
            caller.close();
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel caller = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")));
        callers.serve(listener.accept());
        return caller;
    }

    private SocketChannel call(String word) throws IOException {
        SocketChannel caller = connect();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(1);
        out.writeInt(word.length());
        out.writeBytes(word);
        caller.write(ByteBuffer.wrap(octets.toByteArray()));
        return caller;
    }

    private static List<String> answer(SocketChannel caller) throws IOException {
        List<String> frames = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Channels.newInputStream(caller))) {
            while (true) {
                int type = in.readByte();
                byte[] octets = in.readNBytes(in.readInt());
                String text =
                        type == Answer.EXIT ? Integer.toString(octets[0]) : new String(octets, StandardCharsets.UTF_8);
                frames.add(type + ":" + text);
            }
        } catch (EOFException e) {
            return frames;
        }
    }

    private SessionFactory console() {
        return fake(
                SessionFactory.class,
                (factory, arguments) -> fake(Session.class, (method, words) -> {
                    boolean executes = method.equals("execute");
                    return executes ? execute(words[0].toString(), (PrintStream) arguments[1]) : null;
                }));
    }

    private Object execute(String line, PrintStream out) throws CommandException {
        switch (line) {
            case "speak" -> out.print("hello\n");
            case "fail" -> throw new CommandException("No.");
            case "break" -> throw new IllegalStateException("broken");
            default -> awaitInterruption();
        }
        return 7;
    }

    private void awaitInterruption() {
        oneStarted.countDown();
        allStarted.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    /** What a fake does when a method of the name is called. */
    @FunctionalInterface
    private interface Behaviour {
        Object call(String method, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> behaviour.call(method.getName(), arguments)));
    }
}
