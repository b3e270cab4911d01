package io.github.wandbjdbc.shell.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/** The metadata of an Arrow file: its schema, the headers of its record batches, its footer. */
final class ArrowMessages {
  /** Where a buffer begins is a multiple of it, so that readers map the file into memory. */
  static final int ALIGNMENT = 64;

  private static final int FIRST_BYTES = 1024;

  private ArrowMessages() {}

  /**
   * A record batch that was written.
   *
   * @param start where in the file its header begins
   */
  record WrittenBatch(long start, int headerLength, long bodyLength) {}

  static long aligned(long place) {
    return (place + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  static byte[] schema(List<ExportedColumn> columns) {
    FlatBufferBuilder to = new FlatBufferBuilder(FIRST_BYTES);
    return message(MessageHeader.Schema, ArrowSchema.of(columns, to), 0, to);
  }

  /** The header of a batch whose body is {@code buffers}, each from an aligned place on. */
  static byte[] recordBatch(List<ArrowVector> vectors, List<LittleEndianBytes> buffers) {
    FlatBufferBuilder to = new FlatBufferBuilder(FIRST_BYTES);
    int rows = vectors.get(0).rows();
    // A flatbuffer is written from its end.
    RecordBatch.startNodesVector(to, vectors.size());
    for (int i = vectors.size() - 1; i >= 0; i--) {
      FieldNode.createFieldNode(to, rows, vectors.get(i).nulls());
    }
    int nodes = to.endVector();
    long length = buffers.stream().mapToLong(buffer -> aligned(buffer.size())).sum();
    RecordBatch.startBuffersVector(to, buffers.size());
    long start = length;
    for (int i = buffers.size() - 1; i >= 0; i--) {
      int size = buffers.get(i).size();
      start -= aligned(size);
      Buffer.createBuffer(to, start, size);
    }
    int places = to.endVector();
    int batch = RecordBatch.createRecordBatch(to, rows, nodes, places, 0, 0);
    return message(MessageHeader.RecordBatch, batch, length, to);
  }

  private static byte[] message(byte type, int header, long bodyLength, FlatBufferBuilder to) {
    int message = Message.createMessage(to, MetadataVersion.V5, type, header, bodyLength, 0);
    Message.finishMessageBuffer(to, message);
    return to.sizedByteArray();
  }

  static byte[] footer(
      List<ExportedColumn> columns, List<WrittenBatch> batches, Map<String, String> notes) {
    FlatBufferBuilder to = new FlatBufferBuilder(FIRST_BYTES);
    int schema = ArrowSchema.of(columns, to);
    Footer.startDictionariesVector(to, 0);
    int noDictionaries = to.endVector();
    Footer.startRecordBatchesVector(to, batches.size());
    for (int i = batches.size() - 1; i >= 0; i--) {
      WrittenBatch batch = batches.get(i);
      Block.createBlock(to, batch.start(), batch.headerLength(), batch.bodyLength());
    }
    int blocks = to.endVector();
    int metadata =
        Footer.createCustomMetadataVector(
            to, notes.entrySet().stream().mapToInt(note -> keyValue(note, to)).toArray());
    Footer.finishFooterBuffer(
        to, Footer.createFooter(to, MetadataVersion.V5, schema, noDictionaries, blocks, metadata));
    return to.sizedByteArray();
  }

  private static int keyValue(Map.Entry<String, String> note, FlatBufferBuilder to) {
    int key = ArrowSchema.text(note.getKey(), to);
    return KeyValue.createKeyValue(to, key, ArrowSchema.text(note.getValue(), to));
  }
}
