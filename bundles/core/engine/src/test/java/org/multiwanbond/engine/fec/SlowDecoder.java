package org.multiwanbond.engine.fec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The decoder as one would write it from the protocol's text, for honest senders only. Confined to its test. */
final class SlowDecoder {
    private static final int FEC_MEMBER = 0x40;

    final List<String> recovered = new ArrayList<>();
    private final Map<Integer, Block> blocks = new TreeMap<>();

    private static final class Block {
        final int number;
        final Map<Integer, byte[]> symbols = new TreeMap<>();
        final Map<Integer, byte[]> repairs = new TreeMap<>();
        int k;
        int r;
        int symbolBytes;
        boolean over;

        Block(int number) {
            this.number = number;
        }
    }

    void source(byte[] wire) {
        if ((wire[4] & FEC_MEMBER) == 0) {
            return;
        }
        int extras = 8 + ((wire[4] & 0x08) != 0 ? 2 : 0) + ((wire[4] & 0x20) != 0 ? 2 : 0);
        int number = (wire[extras] & 0xff) << 8 | wire[extras + 1] & 0xff;
        ByteArrayOutputStream symbol = new ByteArrayOutputStream();
        int length = wire.length - 3 - 8;
        symbol.write(length >> 8);
        symbol.write(length);
        symbol.write(wire[4] & 0x39);
        symbol.write(wire[5]);
        symbol.write(wire, 0, 4);
        symbol.write(wire, 8, extras - 8);
        symbol.write(wire, extras + 3, wire.length - extras - 3);
        Block block = blockOf(number);
        block.symbols.put(wire[extras + 2] & 0xff, symbol.toByteArray());
        solve(block);
    }

    void repair(byte[] payload) {
        int number = (payload[6] & 0xff) << 8 | payload[7] & 0xff;
        Block block = blockOf(number);
        block.k = payload[8];
        block.r = payload[9];
        block.symbolBytes = payload.length - 12;
        block.repairs.put((int) payload[10], Arrays.copyOfRange(payload, 12, payload.length));
        solve(block);
    }

    /** 64 blocks: a number takes the place of the one 64 before it. */
    private Block blockOf(int number) {
        Block block = blocks.computeIfAbsent(number % 64, any -> new Block(number));
        if ((short) (number - block.number) > 0) {
            block = new Block(number);
            blocks.put(number % 64, block);
        }
        Block gone = new Block(number);
        gone.over = true;
        return block.number == number ? block : gone;
    }

    private void solve(Block block) {
        if (block.over || block.k == 0 || block.symbols.size() + block.repairs.size() < block.k) {
            return;
        }
        block.over = true;
        int[][] matrix = SlowField.matrix(block.k, block.r);
        int[][] rows = new int[block.k][];
        int[][] columns = new int[block.k][block.symbolBytes];
        int found = 0;
        for (int i = 0; i < block.k + block.r && found < block.k; i++) {
            byte[] symbol = i < block.k ? block.symbols.get(i) : block.repairs.get(i - block.k);
            if (symbol != null) {
                rows[found] = matrix[i];
                for (int octet = 0; octet < symbol.length; octet++) {
                    columns[found][octet] = symbol[octet] & 0xff;
                }
                found++;
            }
        }
        int[][] data = SlowField.product(SlowField.inverse(rows), columns);
        for (int i = 0; i < block.k; i++) {
            if (!block.symbols.containsKey(i)) {
                recovered.add(payload(data[i]));
            }
        }
    }

    private static String payload(int[] symbol) {
        byte[] payload = new byte[8 + (symbol[0] << 8 | symbol[1])];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) symbol[i];
        }
        System.arraycopy(payload.clone(), 4, payload, 0, 4);
        payload[4] = (byte) symbol[2];
        payload[5] = (byte) symbol[3];
        payload[6] = 0;
        payload[7] = 0;
        return HexFormat.of().formatHex(payload);
    }
}
