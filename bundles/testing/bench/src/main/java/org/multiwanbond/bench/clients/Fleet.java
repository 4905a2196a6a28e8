package org.multiwanbond.bench.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** All clients of this process, spread over a few threads. Confined to one thread. */
final class Fleet implements AutoCloseable {
    /** The server needs the other processors; and one thread would be one client's limit and that of a hundred alike. */
    private static final int LOOPS = 2;

    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Path state;
    private final int serverPort;

    Fleet(Path state, int serverPort) throws IOException {
        this.state = state;
        this.serverPort = serverPort;
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new ClientLoop());
        }
    }

    /** Makes the clients {@code first} to {@code first + count} − 1. */
    void make(int first, int count, IntFunction<InetAddress> address) {
        for (int number = first; number < first + count; number++) {
            ClientLoop loop = loops.get(number % LOOPS);
            Client client =
                    new Client(number, address.apply(number), serverPort, loop.selector(), state.resolve("c" + number));
            clients.add(client);
            loop.add(client);
        }
    }

    /** Lets a client connect. */
    void connect(int number) {
        clients.get(number).connect();
    }

    /** How many of the clients from this position on have a session. */
    int up(int from) {
        return (int) clients.stream().skip(from).filter(Client::isUp).count();
    }

    /** Octets that came to the hosts of the first clients. */
    long[] octets(int count) {
        return clients.stream().limit(count).mapToLong(Client::octets).toArray();
    }

    @Override
    public void close() {
        loops.forEach(ClientLoop::stop);
    }
}
