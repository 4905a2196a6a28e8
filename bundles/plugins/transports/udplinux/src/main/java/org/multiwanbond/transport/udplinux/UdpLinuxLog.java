package org.multiwanbond.transport.udplinux;

import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This plugin's sentences. Thread-safe: stateless. */
final class UdpLinuxLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.transport.udplinux");

    private UdpLinuxLog() {}

    static void notOffered(String why) {
        LOG.info("The transport udp-linux is not offered: {}.", why);
    }

    static void offered(Features features) {
        LOG.info(
                "UDP goes through Linux's own calls. segmentation={} coalescing={} manyPerCall={} sharing={}",
                word(features.segmentation()),
                word(features.coalescing()),
                word(features.manyPerCall()),
                word(features.sharing()));
    }

    private static String word(boolean on) {
        return on ? "on" : "off";
    }

    static void segmentationRefused(InetSocketAddress local, int number) {
        LOG.info(
                "The system does not segment for a socket; its datagrams leave one by one. local={} reason={}",
                local,
                Libc.strerror(number));
    }

    static void steeringRefused(int number) {
        LOG.info(
                "The system does not steer datagrams to the workers they belong to; the workers hand them on. reason={}",
                Libc.strerror(number));
    }

    static void smallBuffers(int receiveBytes, int sendBytes, int wantedBytes) {
        LOG.warn(
                "Socket buffers are smaller than wanted, bursts may be lost: raise net.core.rmem_max and net.core.wmem_max"
                        + " or grant CAP_NET_ADMIN. receiveKb={} sendKb={} wantedKb={}",
                receiveBytes >> 10,
                sendBytes >> 10,
                wantedBytes >> 10);
    }
}
