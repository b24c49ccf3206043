package fr.recap.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.BytesRef;

/**
 * An establishment as bytes: what is needed to rank it, some 150 of them. A text that repeats an
 * earlier one, as most names do, takes one byte. Coordinates are kept to a tenth of a metre.
 */
final class EntryBytes {
  private static final double DEGREE = 1e6;
  private static final int NOWHERE = Integer.MIN_VALUE;

  /** Where the latitude is, behind the SIRET and before the longitude. */
  private static final int LATITUDE = Long.BYTES;

  private EntryBytes() {}

  static BytesRef write(RegisterEntry entry) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    RegisterEntry.Names names = entry.names();
    RegisterEntry.Address address = entry.address();
    try {
      out.writeLong(Long.parseLong(entry.siret()));
      out.writeInt(degrees(address.latitude()));
      out.writeInt(degrees(address.longitude()));
      out.writeVInt(entry.staff());
      out.writeVInt(entry.unitStaff());
      out.writeByte((byte) (entry.headOffice() ? 1 : 0));
      writeTexts(
          out,
          List.of(
              names.denom(),
              names.condensed(),
              names.acronym(),
              names.unitBrand(),
              names.brand(),
              names.tradeName(),
              names.line1(),
              names.line2(),
              names.line3(),
              address.number(),
              address.streetType(),
              address.street(),
              address.postcode(),
              address.commune(),
              address.communeName(),
              address.line6(),
              entry.apet(),
              entry.ape()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BytesRef(out.toArrayCopy());
  }

  /** Puts the place of an establishment into its bytes. */
  static void locate(byte[] bytes, double latitude, double longitude) {
    BitUtil.VH_LE_INT.set(bytes, LATITUDE, degrees(latitude));
    BitUtil.VH_LE_INT.set(bytes, LATITUDE + Integer.BYTES, degrees(longitude));
  }

  static RegisterEntry read(BytesRef bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      String siret = "%014d".formatted(in.readLong());
      double latitude = coordinate(in.readInt());
      double longitude = coordinate(in.readInt());
      int staff = in.readVInt();
      int unitStaff = in.readVInt();
      boolean headOffice = in.readByte() == 1;
      Texts texts = new Texts(in);
      return new RegisterEntry(
          siret,
          new RegisterEntry.Names(
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next()),
          new RegisterEntry.Address(
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              texts.next(),
              latitude,
              longitude),
          texts.next(),
          texts.next(),
          staff,
          unitStaff,
          headOffice);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Twice the length and the text, or twice the position of the same text before it and one. */
  private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
    for (int i = 0; i < texts.size(); i++) {
      int same = texts.indexOf(texts.get(i));
      if (same < i) {
        out.writeVInt(2 * same + 1);
      } else {
        BytesRef utf8 = new BytesRef(texts.get(i));
        out.writeVInt(2 * utf8.length);
        out.writeBytes(utf8.bytes, utf8.offset, utf8.length);
      }
    }
  }

  /** Reads texts one after another. */
  private static final class Texts {
    private final DataInput in;
    private final List<String> read = new ArrayList<>();

    Texts(DataInput in) {
      this.in = in;
    }

    String next() throws IOException {
      int code = in.readVInt();
      String text = (code & 1) == 1 ? read.get(code / 2) : text(code / 2);
      read.add(text);
      return text;
    }

    private String text(int length) throws IOException {
      byte[] utf8 = new byte[length];
      in.readBytes(utf8, 0, length);
      return new BytesRef(utf8).utf8ToString();
    }
  }

  private static int degrees(double coordinate) {
    return Double.isNaN(coordinate) ? NOWHERE : (int) Math.round(coordinate * DEGREE);
  }

  private static double coordinate(int degrees) {
    return degrees == NOWHERE ? Double.NaN : degrees / DEGREE;
  }
}
