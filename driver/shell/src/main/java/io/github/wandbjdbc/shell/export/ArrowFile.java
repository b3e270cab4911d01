package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file in Arrow's IPC format, written from its beginning to its end. */
final class ArrowFile {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /** Behind the magic at the beginning. */
  private static final byte[] MAGIC_PADDING = new byte[2];

  /** Begins a message; no message follows if its length is 0. */
  private static final int CONTINUATION = -1;

  private static final int PREFIX_BYTES = 2 * Integer.BYTES;

  private final CountedOutput out;
  private final List<ExportedColumn> columns;
  private final List<ArrowMessages.WrittenBatch> batches = new ArrayList<>();

  ArrowFile(OutputStream out, List<ExportedColumn> columns) {
    this.out = new CountedOutput(out);
    this.columns = columns;
  }

  /** Writes the rows of {@code vectors}: at least one. */
  void write(List<ArrowVector> vectors) throws IOException {
    begin();
    List<LittleEndianBytes> buffers = new ArrayList<>();
    for (ArrowVector vector : vectors) {
      buffers.addAll(vector.buffers());
    }
    long start = out.written();
    putMessage(ArrowMessages.recordBatch(vectors, buffers));
    long body = out.written();
    for (LittleEndianBytes buffer : buffers) {
      buffer.writeTo(out);
      pad();
    }
    batches.add(
        new ArrowMessages.WrittenBatch(start, Math.toIntExact(body - start), out.written() - body));
  }

  private void begin() throws IOException {
    if (out.written() == 0) {
      out.write(MAGIC);
      out.write(MAGIC_PADDING);
      putMessage(ArrowMessages.schema(columns));
    }
  }

  private void putMessage(byte[] message) throws IOException {
    long end = ArrowMessages.aligned(out.written() + PREFIX_BYTES + message.length);
    putPrefix(Math.toIntExact(end - out.written() - PREFIX_BYTES));
    out.write(message);
    pad();
  }

  private void putPrefix(int length) throws IOException {
    LittleEndianBytes prefix = new LittleEndianBytes();
    prefix.putInt(CONTINUATION);
    prefix.putInt(length);
    prefix.writeTo(out);
  }

  private void pad() throws IOException {
    out.write(new byte[Math.toIntExact(ArrowMessages.aligned(out.written()) - out.written())]);
  }

  /** Writes the footer, with {@code notes} on the whole file. */
  void end(Map<String, String> notes) throws IOException {
    begin();
    putPrefix(0);
    LittleEndianBytes end = new LittleEndianBytes();
    end.write(ArrowMessages.footer(columns, batches, notes));
    end.putInt(end.size());
    end.write(MAGIC);
    end.writeTo(out);
    out.flush();
  }
}
