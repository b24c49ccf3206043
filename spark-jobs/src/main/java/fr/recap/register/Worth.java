package fr.recap.register;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;

/**
 * Adds to the score of an establishment what it is worth for a form that it lies where the form
 * says and does what the form is about: constants, with which the score of a rare word of a name is
 * about 20.
 */
final class Worth extends DoubleValuesSource {
  private static final double COMMUNE = 16;
  private static final double AROUND = 6;
  private static final double RESIDENCE = 4;
  private static final double RESIDENCE_ALONE = 9;
  private static final double DEPARTEMENT = 5;
  private static final double CELL = 9;
  private static final double CELL_AROUND = 6;
  private static final double ACTIVITY = 8;

  /** An activity is worth so much of the one before it, divisions behind activities. */
  private static final double OF_NEXT = 0.7;

  private final boolean asksForCommunes;
  private final boolean asksForCells;
  private final double ofNumber;
  private final double ofStaff;
  private final long commune;
  private final long[] around;
  private final long residence;
  private final long departement;
  private final long cell;
  private final long[] cellsAround;
  private final long number;
  private final long[] activities;
  private final long[] divisions;

  /** Which parts of the place count. */
  enum Place {
    COMMUNES,
    CELLS,
    BOTH
  }

  /**
   * @param around codes of communes near that of the form
   * @param ofNumber what the house number is worth
   * @param ofStaff what each unit of the logarithm of the staff is worth, as somebody works where
   *     many do
   */
  Worth(RegisterQuery query, List<String> around, Place place, double ofNumber, double ofStaff) {
    this.asksForCommunes = place != Place.CELLS;
    this.asksForCells = place != Place.COMMUNES && query.latitude() != null;
    this.ofNumber = ofNumber;
    this.ofStaff = ofStaff;
    this.commune = EntryNumbers.code(query.commune());
    this.around = codes(around);
    this.residence = EntryNumbers.code(query.residence());
    this.departement = EntryNumbers.code(query.departement());
    this.cell = asksForCells ? Cells.of(query.latitude(), query.longitude()) : EntryNumbers.NONE;
    this.cellsAround =
        asksForCells
            ? sorted(Cells.around(query.latitude(), query.longitude()).stream().mapToLong(c -> c))
            : new long[0];
    this.number = query.number().isEmpty() ? EntryNumbers.NONE : Long.parseLong(query.number());
    this.activities = query.activities().stream().mapToLong(EntryNumbers::code).toArray();
    this.divisions = query.divisions().stream().mapToLong(EntryNumbers::code).toArray();
  }

  private static long[] codes(List<String> codes) {
    return sorted(codes.stream().mapToLong(EntryNumbers::code));
  }

  private static long[] sorted(LongStream numbers) {
    return numbers.filter(number -> number != EntryNumbers.NONE).sorted().toArray();
  }

  @Override
  public DoubleValues getValues(LeafReaderContext context, DoubleValues scores) throws IOException {
    EntryNumbers numbers = new EntryNumbers(context.reader());
    return new DoubleValues() {
      private int at = -1;

      @Override
      public double doubleValue() throws IOException {
        double score = scores.advanceExact(at) ? scores.doubleValue() : 0;
        return score + of(numbers, at);
      }

      @Override
      public boolean advanceExact(int document) {
        at = document;
        return true;
      }
    };
  }

  /** What a document is worth beside its words. */
  double of(EntryNumbers numbers, int document) throws IOException {
    double worth = ofStaff * Math.log(2.0 + Math.max(0, numbers.staff(document)));
    worth += ofNumber * one(number, numbers.number(document));
    worth += ofActivity(numbers.activity(document));
    if (asksForCommunes) {
      worth += ofCommune(numbers.commune(document));
      worth += DEPARTEMENT * one(departement, numbers.departement(document));
    }
    if (asksForCells) {
      long there = numbers.cell(document);
      worth += CELL * one(cell, there) + CELL_AROUND * any(cellsAround, there);
    }
    return worth;
  }

  private double ofCommune(long there) {
    double worth = COMMUNE * one(commune, there) + AROUND * any(around, there);
    return residence == commune
        ? worth
        : worth
            + (commune == EntryNumbers.NONE ? RESIDENCE_ALONE : RESIDENCE) * one(residence, there);
  }

  private double ofActivity(long there) {
    double sum = 0;
    double next = ACTIVITY;
    for (long activity : activities) {
      sum += next * one(activity, there);
      next *= OF_NEXT;
    }
    long division = EntryNumbers.division(there);
    for (long likely : divisions) {
      sum += next * one(likely, division);
      next *= OF_NEXT;
    }
    return sum;
  }

  private static int one(long wanted, long there) {
    return wanted == there && there != EntryNumbers.NONE ? 1 : 0;
  }

  private static int any(long[] wanted, long there) {
    return Arrays.binarySearch(wanted, there) >= 0 ? 1 : 0;
  }

  @Override
  public boolean needsScores() {
    return true;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public boolean isCacheable(LeafReaderContext context) {
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Worth worth
        && asksForCommunes == worth.asksForCommunes
        && asksForCells == worth.asksForCells
        && ofNumber == worth.ofNumber
        && ofStaff == worth.ofStaff
        && commune == worth.commune
        && residence == worth.residence
        && departement == worth.departement
        && cell == worth.cell
        && number == worth.number
        && Arrays.equals(around, worth.around)
        && Arrays.equals(activities, worth.activities)
        && Arrays.equals(divisions, worth.divisions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(commune, residence, departement, cell, number, ofNumber, ofStaff);
  }

  @Override
  public String toString() {
    return "worth";
  }
}
