package fr.recap.coders;

import fr.recap.config.TableName;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.Reading;
import fr.recap.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A coder of forms: of a nomenclature, of establishments, or of forms that lead to none. It says
 * something of each form, which is a part of {@link fr.recap.forms.CodedForm}.
 */
public interface Coder {
  /** As in {@code recap train naf}, in {@code run_manifest} and at the end of paths. */
  String name();

  /** Name of its model in the store, such as NAF. */
  String model();

  /** The published version that the settings name; empty for the newest. */
  Optional<String> version();

  /** Checks a training of it before it is published. */
  Verifier verifier();

  /** Coders that follow each other and have the same stage code forms in one pass. */
  String stage();

  /** The name under which evaluation has its decision, such as naf or non_codable. */
  String decision();

  /**
   * What a training gave.
   *
   * @param path below the store's root
   * @param metrics measured on its test part
   * @param report page; empty if there is none
   */
  record Training(String path, Map<String, Double> metrics, Optional<Path> report) {}

  /**
   * Trains it on the training year.
   *
   * @param how for a nomenclature alone
   * @throws IOException if the store can't be read or written
   */
  Training train(SparkSession spark, How how) throws IOException;

  /**
   * How a training begins.
   *
   * @param from published version or training to go on from; empty for none
   * @param notesOnly whether it learns labels, notes and extra texts alone
   */
  record How(Optional<String> from, boolean notesOnly) {}

  /** What it reads beside its model: published versions, by name in {@code run_manifest}. */
  default Map<String, ModelRef> beside(ModelRef model) {
    return Map.of();
  }

  /** The same, which goes on reading what {@link #beside} has now, whatever is published later. */
  default Coder pinned(ModelRef model) {
    return this;
  }

  /**
   * What it can't code forms without.
   *
   * @param reading of a job, with what the coders before it demand
   */
  default Reading demand(Reading reading, ModelRef model) {
    return reading;
  }

  /**
   * What decides which codes a form gets of it, as text: a coder that may give others has another
   * one. What clerks validate in the campaign itself doesn't count.
   */
  String identity(ModelRef model);

  /** What the job description says while it codes, a sentence without its object. */
  String activity();

  /**
   * Adds what it says of each form, lazily.
   *
   * @param flow rows of {@link fr.recap.forms.CodedFormRows} with where they lie and the parts of
   *     the coders before it
   * @param snapshot with the tables of the campaign
   */
  Dataset<Row> code(Dataset<Row> flow, ModelRef model, PostgresSnapshot snapshot);

  /**
   * Why it could not cope with a form, which says nothing of the form itself; null where it could.
   *
   * @return a column of a flow that it has coded
   */
  Column failure();

  /** Its own table of a coded campaign, one row a form. */
  Target target();

  /**
   * A table by its name in the settings.
   *
   * @param table its columns
   */
  record Target(TableName name, Table table) {}

  /** The rows of its table. */
  Dataset<Row> rows(Dataset<Row> flow, ModelRef model);

  /** What it says, as executors need it. */
  Statement statement(ModelRef model);
}
