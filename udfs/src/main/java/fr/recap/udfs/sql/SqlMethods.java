package fr.recap.udfs.sql;

import fr.recap.udfs.address.CommuneNames;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.address.HouseNumber;
import fr.recap.udfs.address.HouseNumbers;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.codes.Siret;
import fr.recap.udfs.similarity.Cosine;
import fr.recap.udfs.similarity.JaroWinkler;
import fr.recap.udfs.similarity.Trigrams;
import fr.recap.udfs.text.Acronyms;
import fr.recap.udfs.text.AsciiFolder;
import fr.recap.udfs.text.TextCleaner;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What Spark's generated code calls, in Spark's own types; public for that reason alone. Arguments
 * are never null: Spark answers null without a call. Everything else uses the plain classes.
 */
public final class SqlMethods {

  private SqlMethods() {}

  public static UTF8String clean(UTF8String text) {
    return UTF8String.fromString(TextCleaner.original().clean(text.toString()));
  }

  public static UTF8String cleanUnstemmed(UTF8String text) {
    return UTF8String.fromString(TextCleaner.unstemmed().clean(text.toString()));
  }

  public static UTF8String name(UTF8String text) {
    return UTF8String.fromString(TextCleaner.forNames().clean(text.toString()));
  }

  public static UTF8String normalize(UTF8String text) {
    return UTF8String.fromString(AsciiFolder.normalize(text.toString()));
  }

  public static UTF8String acronym(UTF8String name) {
    return UTF8String.fromString(Acronyms.of(name.toString()));
  }

  public static Double trigramSimilarity(UTF8String a, UTF8String b) {
    return Trigrams.similarity(a.toString(), b.toString());
  }

  public static Double jaroWinkler(UTF8String a, UTF8String b) {
    return JaroWinkler.similarity(a.toString(), b.toString());
  }

  public static UTF8String street(UTF8String street) {
    return UTF8String.fromString(Streets.normalize(street.toString()));
  }

  /** A row of number and repetition. */
  public static InternalRow houseNumber(UTF8String text) {
    HouseNumber parsed = HouseNumbers.parse(text.toString());
    if (parsed == null) {
      return null;
    }
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(parsed.number()), UTF8String.fromString(parsed.repetition())
        });
  }

  public static UTF8String commune(UTF8String name) {
    return UTF8String.fromString(CommuneNames.normalize(name.toString()));
  }

  public static UTF8String departementOfCommune(UTF8String code) {
    return UTF8String.fromString(Departements.ofCommune(code.toString()));
  }

  public static UTF8String departementOfPostcode(UTF8String postcode) {
    return UTF8String.fromString(Departements.ofPostcode(postcode.toString()));
  }

  public static Boolean siretValid(UTF8String siret) {
    return Siret.isValid(siret.toString());
  }

  public static UTF8String nafDivision(UTF8String code) {
    return UTF8String.fromString(Naf.division(code.toString()));
  }

  /** Null where an element is null, since nothing can stand for it. */
  public static Double cosine(ArrayData a, ArrayData b) {
    return hasNull(a) || hasNull(b) ? null : Cosine.of(a.toDoubleArray(), b.toDoubleArray());
  }

  /**
   * The vector of a text.
   *
   * @param model value of {@link FastTextModel#MODEL}
   * @param engine value of {@link FastTextModel#ENGINE}
   */
  public static ArrayData fasttext(UTF8String text, UTF8String model, UTF8String engine) {
    return UnsafeArrayData.fromPrimitiveArray(
        FastTextModel.get(model.toString(), engine.toString()).sentence(text.toString()));
  }

  private static boolean hasNull(ArrayData array) {
    for (int i = 0; i < array.numElements(); i++) {
      if (array.isNullAt(i)) {
        return true;
      }
    }
    return false;
  }
}
