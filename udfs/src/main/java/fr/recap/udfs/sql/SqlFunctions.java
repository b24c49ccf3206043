package fr.recap.udfs.sql;

import fr.recap.udfs.sql.SqlFunction.Example;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The list of the functions. */
final class SqlFunctions {

  private static final DataType STRING = DataTypes.StringType;
  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType VECTOR = DataTypes.createArrayType(DOUBLE);
  private static final DataType HOUSE_NUMBER =
      new StructType().add("number", STRING).add("repetition", STRING);

  private SqlFunctions() {}

  static List<SqlFunction> all() {
    return List.of(
        ofText(
            "recap_clean",
            "clean",
            "Folds to ASCII and lower case, drops punctuation and stop words, stems.",
            new Example("recap_clean(\"Réparation d'appareils\")", "repar appareil")),
        ofText(
            "recap_clean_unstemmed",
            "cleanUnstemmed",
            "Folds to ASCII and lower case, joins spelt initials, drops punctuation and stop words.",
            new Example(
                "recap_clean_unstemmed(\"Réparation d'appareils\")", "reparation appareils")),
        ofText(
            "recap_normalize",
            "normalize",
            "Folds to ASCII and lower case, punctuation to single blanks; every word is kept.",
            new Example("recap_normalize(\"L'Œuvre - n° 12\")", "l oeuvre n 12")),
        ofText(
            "recap_name",
            "name",
            "Cleans an employer's name: abbreviations expanded, legal forms and stop words dropped.",
            new Example("recap_name('SARL ETS DUPONT')", "etablissements dupont")),
        ofText(
            "recap_acronym",
            "acronym",
            "Initials of what is not a stop word; null under three.",
            new Example("recap_acronym('Société nationale des chemins de fer')", "sncf")),
        ofTwoTexts(
            "recap_trigram_similarity",
            "trigramSimilarity",
            "Share of the trigrams of a that b has, from 0 to 1; not symmetric.",
            new Example("recap_trigram_similarity('abcd', 'abc')", "0.5")),
        ofTwoTexts(
            "recap_jaro_winkler",
            "jaroWinkler",
            "Jaro-Winkler similarity, from 0 to 1.",
            new Example("recap_jaro_winkler('metz', 'metz')", "1.0")),
        ofText(
            "recap_street",
            "street",
            "Street name in lower case ASCII with its type and titles expanded.",
            new Example("recap_street('AV DU GAL LECLERC')", "avenue du general leclerc")),
        new SqlFunction(
            "recap_house_number",
            "houseNumber",
            List.of(STRING),
            HOUSE_NUMBER,
            "_FUNC_(text) - House number without leading zeros, and its repetition: B for bis, T for"
                + " ter, Q for quater.",
            List.of("text - a number as it was declared"),
            new Example(
                "recap_house_number('0012 BIS')", "{\"number\":\"12\",\"repetition\":\"B\"}")),
        ofText(
            "recap_commune",
            "commune",
            "Name of a commune without postcode, CEDEX and abbreviations.",
            new Example("recap_commune('57000 ST AVOLD CEDEX')", "saint avold")),
        ofCode(
            "recap_departement",
            "departementOfCommune",
            "Département of a commune's code; null for what is none.",
            "code of a commune, five characters",
            new Example("recap_departement('2A004')", "2A")),
        ofCode(
            "recap_departement_postcode",
            "departementOfPostcode",
            "Département of a postcode; null for what is none.",
            "postcode, five digits",
            new Example("recap_departement_postcode('97410')", "974")),
        new SqlFunction(
            "recap_siret_valid",
            "siretValid",
            List.of(STRING),
            DataTypes.BooleanType,
            "_FUNC_(text) - Whether a text is a SIRET: fourteen digits that pass Luhn's check, or La"
                + " Poste's rule.",
            List.of("text - a SIRET without blanks"),
            new Example("recap_siret_valid('73282932000074')", "true")),
        ofCode(
            "recap_naf_division",
            "nafDivision",
            "Division of an activity code; null for what is none.",
            "NAF code of any level from the division down, with or without its dot",
            new Example("recap_naf_division('62.01Z')", "62")),
        new SqlFunction(
            "recap_cosine",
            "cosine",
            List.of(VECTOR, VECTOR),
            DOUBLE,
            "_FUNC_(a, b) - Cosine of two vectors, from -1 to 1; 0 for a zero vector, null where an"
                + " element is null.",
            List.of("a - array of numbers", "b - array of numbers of the same size"),
            new Example("recap_cosine(array(1, 0), array(0, 1))", "0.0")),
        new SqlFunction(
            "recap_fasttext",
            "fasttext",
            List.of(STRING),
            DataTypes.createArrayType(DataTypes.FloatType, false),
            "_FUNC_(text) - Vector of a text by the fastText model of the setting "
                + FastTextModel.MODEL
                + "; zeros for an empty text. Words are looked up as they are: clean the text as the"
                + " model's training text was.",
            List.of("text - words between blanks; null gives null"),
            new Example("size(recap_fasttext('boulanger'))", "300"),
            FastTextModel.SETTINGS));
  }

  private static SqlFunction ofText(String name, String method, String usage, Example example) {
    return new SqlFunction(
        name,
        method,
        List.of(STRING),
        STRING,
        "_FUNC_(text) - " + usage,
        List.of("text - what was declared; null gives null"),
        example);
  }

  private static SqlFunction ofCode(
      String name, String method, String usage, String code, Example example) {
    return new SqlFunction(
        name,
        method,
        List.of(STRING),
        STRING,
        "_FUNC_(code) - " + usage,
        List.of("code - " + code + "; null gives null"),
        example);
  }

  private static SqlFunction ofTwoTexts(String name, String method, String usage, Example example) {
    return new SqlFunction(
        name,
        method,
        List.of(STRING, STRING),
        DOUBLE,
        "_FUNC_(a, b) - " + usage,
        List.of("a - a text; null gives null", "b - the text to compare it with"),
        example);
  }
}
