package io.github.wandbjdbc.client.files.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages are read as protobuf's own reader does, damaged ones too. */
final class MessageReaderTest {
  private static final String FAILS = "fails";

  @Test
  void valuesAreReadAsTheyWereWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt32(1, -1);
    out.writeInt64(2, Long.MIN_VALUE);
    out.writeString(16, "Größe ✓");
    out.writeDouble(3, Double.NaN);
    out.writeBool(4, true);
    out.flush();
    byte[] message = bytes.toByteArray();
    MessageReader in = new MessageReader(message, 0, message.length);

    List<Object> read = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      read.add(
          switch (MessageReader.field(tag)) {
            case 1 -> in.readInt32();
            case 2 -> in.readInt64();
            case 3 -> in.readDouble();
            case 4 -> in.readBool();
            default -> in.readString();
          });
    }

    assertThat(read).containsExactly(-1, Long.MIN_VALUE, "Größe ✓", Double.NaN, true);
    assertThat(in.bytesRead()).isEqualTo(message.length);
  }

  @Test
  void whatIsWrittenIsWhatProtobufWrites() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(16, "ä");
    out.writeInt64(1, -5);
    out.writeInt32(2, 300);
    out.writeByteArray(200, new byte[] {1, 2});
    out.flush();
    MessageWriter writer = new MessageWriter();

    writer.writeString(16, "ä");
    writer.writeInt64(1, -5);
    writer.writeInt64(2, 300);
    writer.writeByteArray(200, new byte[] {1, 2});

    assertThat(writer.toByteArray()).isEqualTo(bytes.toByteArray());
  }

  @Test
  void damagedMessagesFailWhereProtobufsReaderFails() {
    Random random = new Random(27);

    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int at = 0; at < bytes.length; at++) {
        // Mostly such as make tags, sizes and groups.
        bytes[at] = (byte) (random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(32));
      }

      assertThat(members(bytes)).as(Arrays.toString(bytes)).isEqualTo(membersByProtobuf(bytes));
    }
  }

  /** The members of a message, those of its first among them, as long as it can be read. */
  private static List<String> members(byte[] bytes) {
    List<String> members = new ArrayList<>();
    MessageReader in = new MessageReader(bytes, 0, bytes.length);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        members.add(MessageReader.field(tag) + "@" + in.bytesRead());
        if (MessageReader.field(tag) == 1 && MessageReader.isLengthDelimited(tag)) {
          int limit = in.pushLimit(in.readInt32());
          for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
            members.add(MessageReader.field(inner) + "in");
            in.skipField(inner);
          }
          in.popLimit(limit);
        } else if (MessageReader.field(tag) == 2 && MessageReader.isLengthDelimited(tag)) {
          members.add(in.readString());
        } else if (MessageReader.isVarint(tag)) {
          members.add(String.valueOf(in.readInt64()));
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException e) {
      members.add(FAILS);
    }
    return members;
  }

  private static List<String> membersByProtobuf(byte[] bytes) {
    List<String> members = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        int type = WireFormat.getTagWireType(tag);
        members.add(field + "@" + in.getTotalBytesRead());
        if (field == 1 && type == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          int limit = in.pushLimit(in.readRawVarint32());
          for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
            members.add(WireFormat.getTagFieldNumber(inner) + "in");
            in.skipField(inner);
          }
          in.popLimit(limit);
        } else if (field == 2 && type == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          members.add(in.readString());
        } else if (type == WireFormat.WIRETYPE_VARINT) {
          members.add(String.valueOf(in.readInt64()));
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException e) {
      members.add(FAILS);
    }
    return members;
  }
}
